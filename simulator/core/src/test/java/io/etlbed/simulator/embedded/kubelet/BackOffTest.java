package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final BackOff backOff = new BackOff(Duration.ofSeconds(10), Duration.ofSeconds(35));

    @Test
    void waits_double_up_to_the_longest_and_begin_anew_after_a_reset() {
        assertThat(backOff.remaining(NOW)).isZero();
        for (int seconds : new int[] {10, 20, 35, 35}) {
            backOff.failed(NOW);
            assertThat(backOff.remaining(NOW)).isEqualTo(Duration.ofSeconds(seconds));
            assertThat(backOff.current()).isEqualTo(Duration.ofSeconds(seconds));
        }
        assertThat(backOff.remaining(NOW.plusSeconds(30))).isEqualTo(Duration.ofSeconds(5));
        assertThat(backOff.remaining(NOW.plusSeconds(36))).isZero();
        backOff.reset();
        assertThat(backOff.remaining(NOW)).isZero();
        backOff.failed(NOW);
        assertThat(backOff.current()).isEqualTo(Duration.ofSeconds(10));
    }
}
