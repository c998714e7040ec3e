package io.etlbed.ci;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ends the process so that nothing stays behind. A command closes what it has opened; on Ctrl-C it is interrupted and given
 * the time for that; then the folder of the run goes.
 */
final class Exit {

    private static final long PATIENCE_SECONDS = 30;

    private final Thread command = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final PrintStream err;

    private Exit(PrintStream err) {
        this.err = err;
    }

    /** Runs a command on this thread and ends the process with its exit code. */
    static void with(PrintStream err, IntSupplier command) {
        Exit exit = new Exit(err);
        Runtime.getRuntime().addShutdownHook(new Thread(exit::clean, "etlbed-exit"));
        int code = 1;
        try {
            code = command.getAsInt();
        } finally {
            exit.done.countDown();
        }
        System.exit(code);
    }

    private void clean() {
        if (done.getCount() > 0) {
            command.interrupt();
        }
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                err.println("etlbed: what runs could not be closed within " + PATIENCE_SECONDS + " s");
            }
            RunFolder.remove();
        } catch (IOException e) {
            err.println("etlbed: the folder of this run could not be removed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
