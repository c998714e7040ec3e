package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.OutputStream;

/** The form in which a client wants to see objects. */
interface View<T extends HasMetadata> {

    /** One object, as JSON. */
    byte[] one(Revision<T> revision);

    /** Many objects, as JSON. */
    void list(Page<T> page, OutputStream out) throws IOException;
}
