package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One reader of what a container writes from now on. It holds little: who writes to it when it is full waits. */
final class OutputTap extends InputStream {

    private static final int ROOM = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[ROOM];
    private int start;
    private int held;
    private boolean ended;
    private boolean closed;

    /** Writes all of it, unless the reader closes meanwhile. */
    void write(byte[] bytes, int from, int to) {
        lock.lock();
        try {
            int next = from;
            while (next < to) {
                while (held == ROOM && !closed) {
                    changed.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                int at = (start + held) % ROOM;
                int count = Math.min(to - next, Math.min(ROOM - held, ROOM - at));
                System.arraycopy(bytes, next, ring, at, count);
                held += count;
                next += count;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more will be written. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits for a reader that has not read all by now. */
    void giveUp() {
        lock.lock();
        try {
            closed |= !ended;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lock.lock();
        try {
            while (held == 0 && !ended && !closed) {
                changed.awaitUninterruptibly();
            }
            if (closed || held == 0) {
                return -1;
            }
            int count = Math.min(length, Math.min(held, ROOM - start));
            System.arraycopy(ring, start, bytes, offset, count);
            start = (start + count) % ROOM;
            held -= count;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more is wanted. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
