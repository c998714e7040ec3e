package io.etlbed.cluster.data;

import java.util.concurrent.CompletionException;

/** Why futures have failed. */
public final class Causes {

    private Causes() {}

    /** The failure itself, without what a stage that depends on another has put around it. */
    public static Throwable of(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
