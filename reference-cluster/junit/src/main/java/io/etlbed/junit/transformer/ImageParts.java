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

    /**
     * A folder; its files are copied, so that nobody changes them under the feet of pods.
     *
     * @param place where containers see the files; empty for their root
     */
    record Folder(
            String name,
            FolderFiles files,
            String place,
            List<String> entrypoint,
            List<String> arguments,
            Map<String, String> environment,
            Set<String> tools,
            Optional<Preparation> preparation)
            implements ImageParts {

        /** Where programs see their folder. */
        static final String PLACE = "/transformer";

        @Override
        public void load(KubernetesCluster into, Path images) throws IOException {
            Path root = images.resolve(name.replace('/', '_'));
            if (!Files.exists(root)) {
                files.copyTo(place.isEmpty() ? root : root.resolve(place.substring(1)));
            }
            into.load(new Bundle(name, root, entrypoint, arguments, environment, tools, preparation));
        }
    }
}
