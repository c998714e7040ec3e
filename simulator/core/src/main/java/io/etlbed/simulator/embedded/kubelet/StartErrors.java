package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.RunningContainer;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Why a container that has ended never ran. */
final class StartErrors {

    private StartErrors() {}

    static Optional<String> of(RunningContainer ended) {
        try {
            ended.started().getNow(null);
            return Optional.empty();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return Optional.of("failed to start container: " + cause.getMessage());
        }
    }
}
