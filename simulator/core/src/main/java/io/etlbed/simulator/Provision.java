package io.etlbed.simulator;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a node adds to a container.
 *
 * @param mounts what it sees of the host besides its image
 * @param environment variables, over those of the image and under the container's own
 * @param path folders in the container that come first on its PATH, in this order
 * @param notices become events of the pod
 */
public record Provision(List<Mount> mounts, Map<String, String> environment, List<String> path, List<Notice> notices) {

    /** Nothing at all. */
    public static final Provision NOTHING = new Provision(List.of(), Map.of(), List.of(), List.of());

    public Provision {
        mounts = List.copyOf(mounts);
        environment = Map.copyOf(environment);
        path = List.copyOf(path);
        notices = List.copyOf(notices);
    }

    /**
     * A folder or file of the host, seen read-only.
     *
     * @param source where it is on the host
     * @param path where the container sees it; absolute
     */
    public record Mount(Path source, String path) {}

    /**
     * Something that whoever looks at the pod is to know.
     *
     * @param warning whether it is more than a remark
     * @param reason one word in camel case, such as {@code RuntimeChosen}
     * @param message a sentence
     */
    public record Notice(boolean warning, String reason, String message) {}
}
