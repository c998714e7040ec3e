package io.etlbed.junit.faults;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One request that was passed on, until its answer has been. */
final class Exchange {

    final String method;
    /** To be done to the answer. */
    final @Nullable Action after;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean upgraded;

    Exchange(String method, @Nullable Action after) {
        this.method = method;
        this.after = after;
    }

    /** @param toAnotherProtocol whether what follows is no HTTP */
    void end(boolean toAnotherProtocol) {
        upgraded = toAnotherProtocol;
        ended.countDown();
    }

    /** Waits for the end; whether what follows is no HTTP. */
    boolean awaitEnd() throws InterruptedException {
        ended.await();
        return upgraded;
    }
}
