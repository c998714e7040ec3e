package io.etlbed.junit.faults;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two resets: what a rule does belongs to one, and ends with it. */
final class Season {

    private final CountDownLatch end = new CountDownLatch(1);
    private final Set<Acting> acting = new HashSet<>();
    private boolean over;

    /** One request that is being acted upon. */
    static final class Acting {
        private final Runnable atEnd;

        Acting(Runnable atEnd) {
            this.atEnd = atEnd;
        }
    }

    /**
     * Begins to act.
     *
     * @return whether the season is not over; {@link #done} must follow then
     */
    synchronized boolean begin(Acting what) {
        return !over && acting.add(what);
    }

    synchronized void done(Acting what) {
        acting.remove(what);
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized int acting() {
        return acting.size();
    }

    /** Waits so long, or to the end; whether the end came first. */
    boolean pause(long nanos) throws InterruptedException {
        return end.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Nothing begins any more; what has begun is told to end, and waited for. */
    void end() {
        List<Acting> last;
        synchronized (this) {
            over = true;
            last = List.copyOf(acting);
        }
        end.countDown();
        last.forEach(each -> each.atEnd.run());
        boolean interrupted = false;
        synchronized (this) {
            while (!acting.isEmpty()) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
