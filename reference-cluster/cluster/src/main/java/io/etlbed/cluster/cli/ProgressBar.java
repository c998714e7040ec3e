package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.TransferListener;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a command is, in a line that is written over and over, on a terminal; elsewhere nothing. It goes away when the
 * command is done.
 */
final class ProgressBar implements TransferListener, AutoCloseable {

    private static final int BAR = 24;
    private static final int REDRAW_MILLIS = 200;
    private static final long UNKNOWN = -1;

    private final Session session;
    private final long start = System.nanoTime();
    private final AtomicLong objects = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile long allObjects = UNKNOWN;
    private volatile long allBytes = UNKNOWN;
    private volatile boolean one;
    private final ScheduledExecutorService clock;
    private final boolean shown;

    ProgressBar(Session session) {
        this.session = session;
        this.shown = session.terminals().err() && !session.dumb();
        this.clock = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ais-progress");
            thread.setDaemon(true);
            return thread;
        });
        if (shown) {
            session.overwriting(true);
            ScheduledFuture<?> unused =
                    clock.scheduleWithFixedDelay(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** All that there is to do is one object. */
    ProgressBar ofOne() {
        one = true;
        return this;
    }

    @Override
    public void begins(OptionalLong length) {
        if (one) {
            allBytes = length.orElse(UNKNOWN);
        }
    }

    @Override
    public void moved(long more) {
        bytes.addAndGet(more);
    }

    /** One more object is done. */
    void done() {
        objects.incrementAndGet();
    }

    /** All that is done. */
    void at(long doneObjects, long doneBytes) {
        objects.set(doneObjects);
        bytes.set(doneBytes);
    }

    /** All that there is to do, now that it is known. */
    void of(long everyObject, long everyByte) {
        allObjects = everyObject;
        allBytes = everyByte;
    }

    private void draw() {
        synchronized (session.err()) {
            if (clock.isShutdown()) {
                return;
            }
            session.err().print(Session.OVERWRITE + line());
            session.err().flush();
        }
    }

    String line() {
        double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
        long rate = (long) (bytes.get() / seconds);
        StringBuilder line = new StringBuilder();
        double part = part();
        if (part >= 0) {
            int full = (int) Math.round(part * BAR);
            line.append('[')
                    .append("=".repeat(full))
                    .append(" ".repeat(BAR - full))
                    .append("] ");
            line.append(Math.round(part * 100)).append("%  ");
        }
        if (!one) {
            line.append(objects.get());
            if (allObjects >= 0) {
                line.append('/').append(allObjects);
            }
            line.append(objects.get() == 1 && allObjects < 0 ? " object  " : " objects  ");
        }
        line.append(Sizes.text(bytes.get()));
        line.append("  ").append(Sizes.text(rate)).append("/s");
        if (part > 0) {
            line.append("  ").append(time((long) (seconds * (1 - part) / part))).append(" left");
        }
        return line.toString();
    }

    /** From 0 to 1; below 0 where nobody knows. By bytes, unless there are none. */
    private double part() {
        if (allBytes > 0) {
            return Math.min(1, (double) bytes.get() / allBytes);
        }
        return allObjects > 0 ? Math.min(1, (double) objects.get() / allObjects) : UNKNOWN;
    }

    private static String time(long seconds) {
        long minutes = seconds / 60;
        long rest = seconds % 60;
        return minutes + (rest < 10 ? ":0" : ":") + rest;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        if (shown) {
            synchronized (session.err()) {
                session.overwriting(false);
                session.err().print(Session.OVERWRITE);
                session.err().flush();
            }
        }
    }
}
