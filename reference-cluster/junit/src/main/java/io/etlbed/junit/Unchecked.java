package io.etlbed.junit;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;

/** Calls for tests, which declare no exceptions. */
final class Unchecked {

    private Unchecked() {}

    /** Gives something. */
    interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    /** Does something. */
    interface Action {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Calls.
     *
     * @param trouble what could not be done, as the begin of a message
     * @throws SimulatorException if it does not get through, or is interrupted
     */
    static <T> T call(String trouble, Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new SimulatorException(trouble + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException(trouble + ": interrupted", e);
        }
    }

    static void run(String trouble, Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new SimulatorException(trouble + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SimulatorException(trouble + ": interrupted", e);
        }
    }
}
