package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContainerLogTest {

    private final ContainerLog log = new ContainerLog(Clock.systemUTC(), 10_000);

    @Test
    void what_comes_before_the_token_is_a_complaint_and_what_follows_is_the_log() {
        AtomicInteger started = new AtomicInteger();
        LogPump pump = pump("mount: no\n", started);
        assertThat(pump.complaint()).isEqualTo("mount: no");
        assertThat(started).hasValue(0);
        assertThat(log.lines()).isEmpty();

        pump("note\ntoken\nfirst\nsecond without end", started);
        assertThat(started).hasValue(1);
        assertThat(log.lines())
                .extracting(line -> new String(line.text(), StandardCharsets.UTF_8))
                .containsExactly("first\n", "second without end");
    }

    @Test
    void the_oldest_lines_go_when_there_is_too_much_and_a_long_line_comes_in_pieces() throws Exception {
        pump("token\n" + "x".repeat(40_000) + "\n" + "short\n".repeat(1000), new AtomicInteger());
        assertThat(log.lines().stream().mapToInt(line -> line.text().length).sum())
                .isLessThanOrEqualTo(10_000);
        ContainerLog.Line last = log.lines().get(log.lines().size() - 1);
        assertThat(last.number()).isEqualTo(1002);

        ContainerLog.Page page = log.await(1001, () -> true);
        assertThat(page.lines()).hasSize(2);
        assertThat(page.ended()).isTrue();
    }

    private LogPump pump(String output, AtomicInteger started) {
        LogPump pump = new LogPump(
                new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)),
                log::append,
                "token",
                started::incrementAndGet);
        pump.run();
        log.close();
        return pump;
    }

    @Test
    void where_all_logs_take_too_much_each_keeps_its_share() {
        LogBudget budget = new LogBudget(200_000);
        ContainerLog first = new ContainerLog(Clock.systemUTC(), 1_000_000, budget);
        ContainerLog second = new ContainerLog(Clock.systemUTC(), 1_000_000, budget);
        for (int i = 0; i < 200; i++) {
            first.append(new byte[888]);
        }
        assertThat(first.lines()).hasSize(200);
        for (int i = 0; i < 200; i++) {
            second.append(new byte[888]);
        }
        assertThat(second.lines()).hasSizeBetween(30, 33);

        first.discard();
        assertThat(first.lines()).isEmpty();
        for (int i = 0; i < 100; i++) {
            second.append(new byte[888]);
        }
        assertThat(second.lines()).hasSizeGreaterThan(130);
    }
}
