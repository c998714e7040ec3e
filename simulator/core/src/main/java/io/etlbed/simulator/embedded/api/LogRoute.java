package io.etlbed.simulator.embedded.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves logs, and ends those that are still followed when the server closes. */
final class LogRoute implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogRoute.class);

    /** Each holds a thread of the server until its container ends. */
    private static final int MOST_FOLLOWED = 64;

    private final PodLog logs;
    private final Duration patience;
    private final Set<LogLines> open = ConcurrentHashMap.newKeySet();
    private final Semaphore followed = new Semaphore(MOST_FOLLOWED);

    /** @param patience how long a client may leave its connection full */
    LogRoute(PodLog logs, Duration patience) {
        this.logs = logs;
        this.patience = patience;
    }

    void serve(Context ctx, Query query, ResourcePath path) throws IOException, InterruptedException {
        boolean follow = query.flag("follow");
        if (follow && !followed.tryAcquire()) {
            throw Errors.tooManyRequests("no more than " + MOST_FOLLOWED + " logs can be followed at once");
        }
        try (LogLines lines = logs.open(path.requireNamespace(), path.requireName(), query)) {
            open.add(lines);
            try {
                Connections.limit(ctx.req(), patience);
                ctx.status(200).contentType("text/plain");
                if (follow) {
                    ctx.res().flushBuffer();
                }
                PodLog.copy(lines, query, ctx.res().getOutputStream());
            } finally {
                open.remove(lines);
            }
        } finally {
            if (follow) {
                followed.release();
            }
        }
    }

    @Override
    public void close() {
        for (LogLines each : open) {
            try {
                each.close();
            } catch (IOException e) {
                LOG.warn("a log that was followed could not be closed", e);
            }
        }
    }
}
