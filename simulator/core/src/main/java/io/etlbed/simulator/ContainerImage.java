package io.etlbed.simulator;

import java.nio.file.Files;
import java.nio.file.Path;

/** A real container image, for clusters whose nodes run containers. It gets to the nodes without a registry. */
public sealed interface ContainerImage {

    /**
     * An image that the local engine has.
     *
     * @param name with or without a tag, such as {@code aistorage/transformer_md5:latest}
     * @param required whether it is an error that the engine does not have it; else nodes pull it when a pod asks for it
     */
    record Local(String name, boolean required) implements ContainerImage {

        /** One that must be there. */
        public Local(String name) {
            this(name, true);
        }
    }

    /**
     * What {@code docker save} has written: one image or several, under the names that are in it.
     *
     * @param file the tar, also a compressed one
     */
    record Archive(Path file) implements ContainerImage {}

    /**
     * A folder with a {@code Dockerfile}, of images that the local engine has.
     *
     * @param name that pods ask for
     */
    record Build(String name, Path folder) implements ContainerImage {}

    /**
     * As people write it: the path of a tar; {@code NAME=FOLDER} for a folder with a {@code Dockerfile}; else the name of an
     * image that the local engine has.
     */
    static ContainerImage of(String text) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            return new Build(text.substring(0, equals), Path.of(text.substring(equals + 1)));
        }
        return text.matches(".*\\.(tar|tar\\.gz|tgz)") && Files.exists(Path.of(text))
                ? new Archive(Path.of(text))
                : new Local(text);
    }
}
