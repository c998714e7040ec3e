package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.AisClient;
import java.io.IOException;
import java.util.concurrent.Callable;

/** A command that talks to the cluster. */
abstract class AisCommand implements Callable<Integer> {

    private final Session session;

    AisCommand(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    @Override
    public final Integer call() throws IOException, InterruptedException {
        try (AisClient ais = session.connect()) {
            run(ais);
            return 0;
        }
    }

    abstract void run(AisClient ais) throws IOException, InterruptedException;

    /** A line of output, of texts that may come from anywhere. */
    final void say(String... parts) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            line.append(session.shown(part));
        }
        session.out().append(line).append('\n');
    }
}
