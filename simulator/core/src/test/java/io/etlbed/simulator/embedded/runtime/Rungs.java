package io.etlbed.simulator.embedded.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.Sandbox;

/** For tests that run on every rung that this host has. */
public final class Rungs {

    private Rungs() {}

    /** Skips the test where this host has not that rung, and says why. */
    public static void assumePresent(Sandbox sandbox) {
        SandboxLadder.examine().stream()
                .filter(rung -> rung.sandbox() == sandbox)
                .forEach(rung -> assumeTrue(rung.present(), () -> rung.absence().orElse("")));
    }
}
