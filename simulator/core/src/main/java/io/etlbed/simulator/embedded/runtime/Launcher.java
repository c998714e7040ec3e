package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.network.Waiting;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts processes, all from one thread that lives as long as the runtime. The kernel ends a process that asked for it
 * (PDEATHSIG) when the <em>thread</em> that started it ends; so a pod must not be started from a thread of a pool, and
 * dies with this JVM however that ends.
 */
final class Launcher implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread launcher = new Thread(task, "etlbed-launcher");
        launcher.setDaemon(true);
        return launcher;
    });

    Process start(ProcessBuilder builder) throws IOException {
        try {
            return Waiting.uninterruptibly(thread.submit(builder::start));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException("cannot start " + builder.command().get(0), failure.getCause());
        } catch (RejectedExecutionException closed) {
            throw new IOException("the cluster is closed", closed);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
