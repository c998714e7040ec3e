package io.etlbed.junit.transformer;

import io.etlbed.cluster.client.EtlInit;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Path;

/** A transformer that was read: what is to be loaded, and what is to be sent. What changes on the disk later changes it not. */
public final class Blueprint {

    private final String key;
    private final String what;
    private final ImageParts image;
    private final EtlInit message;

    /** @param message its id does not count */
    Blueprint(String key, String what, ImageParts image, EtlInit message) {
        this.key = key;
        this.what = what;
        this.image = image;
        this.message = message;
    }

    /** The same for two transformers that do the same in the same way, by a hash of all that they are made of. */
    public String key() {
        return key;
    }

    /** What it was made of, for people, such as {@code transformer/spec.yaml}. */
    public String what() {
        return what;
    }

    /**
     * Makes its image known to the nodes, where it brings one. Loading it twice is harmless.
     *
     * @param images a folder for the files of images, which exist as long as the cluster
     * @throws SimulatorException if pods of this cluster cannot run it
     */
    public void load(KubernetesCluster into, Path images) throws IOException {
        image.load(into, images);
    }

    /** What starts it under an ETL_ID. */
    public EtlInit init(String id) {
        if (message instanceof EtlInit.Code code) {
            return new EtlInit.Code(
                    id, code.code(), code.dependencies(), code.runtime(), code.communication(), code.timeout());
        }
        EtlInit.Spec spec = (EtlInit.Spec) message;
        return new EtlInit.Spec(id, spec.yaml(), spec.communication(), spec.timeout());
    }
}
