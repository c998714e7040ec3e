package io.etlbed.junit.faults;

import java.time.Duration;

/** What happens to a request or its answer. */
sealed interface Kind {

    /** The answer is another one. */
    record Status(int status, String body) implements Kind {}

    /** The connection is reset. */
    record Reset() implements Kind {}

    /** The body ends after so many bytes, and the connection with it. */
    record Truncate(long bytes) implements Kind {}

    /** It comes later. */
    record Delay(Duration least, Duration jitter) implements Kind {}

    /** It does not come. */
    record Stall() implements Kind {}

    /** Bytes of the body are others: the one at {@code first}, and every {@code step}-th after it. */
    record Corrupt(long first, long step) implements Kind {}
}
