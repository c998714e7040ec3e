package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.SimulatorException;
import java.util.Optional;

/** Whether this host can run pods, for those who ask before they start a cluster. */
public final class HostCheck {

    private HostCheck() {}

    /** What stands in the way of pods as processes, and what to do about it; empty where nothing does. */
    public static Optional<String> trouble() {
        try {
            SandboxCheck.require(HostPrograms.find());
            return Optional.empty();
        } catch (SimulatorException problem) {
            return Optional.of(String.valueOf(problem.getMessage()));
        }
    }
}
