package io.etlbed.simulator.embedded.runtime;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What one run of a container has written, line by line and each with its time. Bounded: the oldest lines go when it
 * grows beyond its limit, or all logs together beyond theirs; who follows it goes on with those that are there. Safe for
 * any thread.
 */
public final class ContainerLog {

    /** Longer lines are cut in pieces, as the container runtimes of Kubernetes do. */
    public static final int LONGEST_LINE = 16 * 1024;

    /** As many bytes as a node of Kubernetes keeps in a container's latest log file. */
    public static final long USUAL_LIMIT = 10L << 20;

    private static final int LINE_OVERHEAD = 112;

    private final Clock clock;
    private final long limit;
    private final LogBudget budget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Line> lines = new ArrayDeque<>();
    private long bytes;
    private long next;
    private boolean closed;
    private boolean discarded;

    /**
     * Makes an empty one. Who has no use for it any more discards it.
     *
     * @param limit of the bytes it keeps
     */
    public ContainerLog(Clock clock, long limit) {
        this(clock, limit, LogBudget.ofThisJvm());
    }

    ContainerLog(Clock clock, long limit, LogBudget budget) {
        this.clock = clock;
        this.limit = limit;
        this.budget = budget;
    }

    /**
     * A line, or a piece of one.
     *
     * @param number counted from 0 since the container started
     * @param time when its first byte came
     * @param text with its line end, where it has one
     */
    public record Line(long number, Instant time, byte[] text) {}

    /** What there is to read from a number on, and whether more can come. */
    public record Page(List<Line> lines, boolean ended) {}

    /** The lines kept now. */
    public List<Line> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is a line with this or a later number, or the container has ended.
     *
     * @param enough ends the wait as well, where {@link #wake()} is called after it has become true
     * @return the lines from that number on
     */
    public Page await(long from, BooleanSupplier enough) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (next <= from && !closed && !enough.getAsBoolean()) {
                changed.await();
            }
            Deque<Line> page = new ArrayDeque<>();
            for (Iterator<Line> newest = lines.descendingIterator(); newest.hasNext(); ) {
                Line line = newest.next();
                if (line.number() < from) {
                    break;
                }
                page.addFirst(line);
            }
            return new Page(List.copyOf(page), closed);
        } finally {
            lock.unlock();
        }
    }

    /** Adds a line, or a piece of one. */
    public void append(byte[] text) {
        lock.lock();
        try {
            if (discarded) {
                return;
            }
            lines.addLast(new Line(next++, clock.instant(), text));
            count(text.length + LINE_OVERHEAD);
            while (isTooLong() && lines.size() > 1) {
                count(-lines.removeFirst().text().length - LINE_OVERHEAD);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody will read it again: it is emptied and stays so. */
    public void discard() {
        lock.lock();
        try {
            discarded = true;
            closed = true;
            lines.clear();
            count(-bytes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isTooLong() {
        return bytes > limit || (bytes > LogBudget.SHARE && budget.isExceeded());
    }

    private void count(long more) {
        bytes += more;
        budget.take(more);
    }

    /** Lets those who wait see whether they have had enough. */
    public void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more will come. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
