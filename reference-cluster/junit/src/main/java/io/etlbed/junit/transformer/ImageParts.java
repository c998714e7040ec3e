package io.etlbed.junit.transformer;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.handler.HandlerImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The image that a transformer brings. */
sealed interface ImageParts {

    /** Makes it known to the nodes. */
    void load(KubernetesCluster into, Path images) throws IOException;

    /** None: the nodes have it. */
    record Known() implements ImageParts {
        @Override
        public void load(KubernetesCluster into, Path images) {
            // Nothing to be done.
        }
    }

    /** Code of this JVM. */
    record Handler(HandlerImage image) implements ImageParts {
        @Override
        public void load(KubernetesCluster into, Path images) {
            into.load(image);
        }
    }

    /** A folder; its files are copied, so that nobody changes them under the feet of pods. */
    record Folder(String name, FolderFiles files, Set<String> tools, Optional<Preparation> preparation)
            implements ImageParts {

        /** Where containers see the folder. */
        static final String PLACE = "/transformer";

        @Override
        public void load(KubernetesCluster into, Path images) throws IOException {
            Path root = images.resolve(name.replace('/', '_'));
            if (!Files.exists(root)) {
                files.copyTo(root.resolve(PLACE.substring(1)));
            }
            into.load(new Bundle(name, root, List.of(), List.of(), Map.of(), tools, preparation));
        }
    }
}
