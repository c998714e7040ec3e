package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.Revision;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.OutputStream;

/** Objects as they are: the store's own JSON, not made again. */
record PlainView<T extends HasMetadata>(Kind<T> kind) implements View<T> {

    @Override
    public byte[] one(Revision<T> revision) {
        return revision.json();
    }

    @Override
    public void list(Page<T> page, OutputStream out) throws IOException {
        String head = "{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
                .formatted(kind.kind(), kind.apiVersion(), page.metadata());
        out.write(head.getBytes(UTF_8));
        boolean first = true;
        for (Revision<T> each : page.revisions()) {
            if (!first) {
                out.write(',');
            }
            first = false;
            out.write(each.json());
        }
        out.write("]}".getBytes(UTF_8));
    }
}
