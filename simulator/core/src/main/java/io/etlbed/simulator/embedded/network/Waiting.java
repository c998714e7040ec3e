package io.etlbed.simulator.embedded.network;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for what takes a moment and must not be lost: a process or a socket that nobody would close. */
public final class Waiting {

    private Waiting() {}

    /** The result; an interrupt is kept for later. */
    public static <T> T uninterruptibly(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
