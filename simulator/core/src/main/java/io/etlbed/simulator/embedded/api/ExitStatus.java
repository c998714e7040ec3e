package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;

/** How a program ended, as clients are told. */
final class ExitStatus {

    private ExitStatus() {}

    static Status of(int code) {
        if (code == 0) {
            return new StatusBuilder().withStatus("Success").build();
        }
        return new StatusBuilder()
                .withStatus("Failure")
                .withReason("NonZeroExitCode")
                .withMessage("command terminated with non-zero exit code: exit status " + code)
                .withNewDetails()
                .addNewCause(null, Integer.toString(code), "ExitCode")
                .endDetails()
                .build();
    }
}
