package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.util.List;

/** The shell of one pod, in which its containers run and which outlives each of them. */
public interface PodSandbox extends AutoCloseable {

    /**
     * Starts a container. Returns at once; {@link RunningContainer#started()} tells whether its command could be run.
     *
     * @throws StartException if not even the attempt could be made
     */
    RunningContainer start(ContainerSpec spec) throws StartException;

    /** What it has on the disk now; not cheap. */
    default DiskUsage diskUsage() throws IOException {
        return DiskUsage.NONE;
    }

    /** What whoever looks at the pod must know of it; said once, in events. */
    default List<String> warnings() {
        return List.of();
    }

    /** Kills what still runs and removes the pod's network, volumes and files. */
    @Override
    void close();
}
