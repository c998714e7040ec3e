package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.nio.file.Path;

/** Starts what runs pods as processes. */
public final class PodRuntimes {

    private PodRuntimes() {}

    /**
     * Does nothing where this host has what is asked for; quicker than to start it.
     *
     * @throws SimulatorException if it has not; the message says why, and what to do
     */
    public static void require(Isolation isolation) {
        if (isolation.sandbox().isPresent()) {
            SandboxLadder.choose(isolation.sandbox());
        }
    }

    /**
     * Starts it on the rung that is asked for, else on the best that this host has.
     *
     * @param folder for the files of the pods; made, and removed at the end
     * @throws SimulatorException if this host has not what is asked; the message says why, and what to do
     */
    public static PodRuntime start(Path folder, Isolation isolation) {
        return start(folder, isolation, Cgroups.ofThisHost());
    }

    /** @param cgroups by which limits are kept */
    static PodRuntime start(Path folder, Isolation isolation, Cgroups cgroups) {
        Sandbox sandbox = SandboxLadder.choose(isolation.sandbox());
        PodFolder.spread(folder);
        return sandbox.isolates()
                ? ProcessRuntime.start(folder, sandbox, isolation.egress(), cgroups)
                : PlainRuntime.start(folder, cgroups);
    }
}
