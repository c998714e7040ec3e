package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.runtime.ContainerLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogCursorTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** Each line is a second later than the one before. */
    private final AtomicLong seconds = new AtomicLong();

    private final ContainerLog log = new ContainerLog(new Ticking(), 10_000);

    @BeforeEach
    void write() {
        for (String line : List.of("one\n", "two\n", "three\n")) {
            log.append(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_query_chooses_by_number_and_by_time() throws Exception {
        assertThat(read(new LogQuery(false, false, null, null))).containsExactly("one\n", "two\n", "three\n");
        assertThat(read(new LogQuery(false, false, 2L, null))).containsExactly("two\n", "three\n");
        assertThat(read(new LogQuery(false, false, 0L, null))).isEmpty();
        assertThat(read(new LogQuery(false, false, 10L, null))).hasSize(3);
        assertThat(read(new LogQuery(false, false, null, START.plusSeconds(2)))).containsExactly("three\n");
        assertThat(read(new LogQuery(false, false, 1L, START.plusSeconds(1)))).containsExactly("three\n");
    }

    @Test
    void a_follower_is_told_what_comes_until_the_end() throws Exception {
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> followed = reader.submit(() -> read(new LogQuery(false, true, 1L, null)));
            log.append("four\n".getBytes(StandardCharsets.UTF_8));
            log.close();
            assertThat(followed.get(30, TimeUnit.SECONDS)).contains("four\n").doesNotContain("one\n");
        } finally {
            reader.shutdownNow();
        }
    }

    @Test
    void closing_ends_a_follower_that_waits() throws Exception {
        LogCursor cursor = new LogCursor(log, new LogQuery(false, true, 0L, null));
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<LogLines.Line> waiting = reader.submit(cursor::next);
            cursor.close();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isNull();
        } finally {
            reader.shutdownNow();
        }
    }

    private List<String> read(LogQuery query) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        try (LogCursor cursor = new LogCursor(log, query)) {
            for (LogLines.Line line = cursor.next(); line != null; line = cursor.next()) {
                lines.add(new String(line.text(), StandardCharsets.UTF_8));
            }
        }
        return lines;
    }

    private final class Ticking extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return START.plusSeconds(seconds.getAndIncrement());
        }
    }
}
