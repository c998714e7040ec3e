package io.etlbed.junit.faults;

import io.etlbed.junit.faults.Call.Server;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** All relays of one cluster, and their threads. */
final class Relays implements AutoCloseable {

    private final RuleBook rules;
    private final Set<Relay> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong count = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etlbed-faults-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    Relays(RuleBook rules) {
        this.rules = rules;
    }

    /**
     * Connects the two; both belong to the relay from here on.
     *
     * @param client who asks
     * @param upstream who is asked
     */
    void connect(Server server, Supplier<String> podName, Socket client, Socket upstream) throws IOException {
        try {
            Relay[] self = new Relay[1];
            self[0] =
                    new Relay(server, podName, new Wire(client), new Wire(upstream), rules, () -> open.remove(self[0]));
            open.add(self[0]);
            self[0].start(threads);
        } catch (IOException | RejectedExecutionException failure) {
            client.close();
            upstream.close();
            throw new IOException("cannot relay", failure);
        }
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    int open() {
        return open.size();
    }

    @Override
    public void close() {
        List.copyOf(open).forEach(Relay::reset);
        threads.shutdownNow();
    }
}
