package io.etlbed.ci.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 90, 99, 99.9, 100})
    void a_percentile_is_that_of_all_values_to_a_thousandth(double percent) {
        Latencies latencies = new Latencies();
        Random random = new Random(7);
        long[] nanos = new long[20_000];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = 1000 * (long) Math.exp(random.nextDouble() * 25);
            latencies.add(nanos[i]);
        }
        Arrays.sort(nanos);
        double exact = nanos[(int) Math.ceil(percent / 100 * nanos.length) - 1] / 1e6;
        assertThat(latencies.millis(percent)).isCloseTo(exact, within(exact / 1000 + 0.001));
    }

    @Test
    void what_is_longer_than_a_day_is_told_as_a_day() {
        Latencies latencies = new Latencies();
        latencies.add(1000);
        latencies.add(Long.MAX_VALUE);
        double day = Latencies.LONGEST_MICROS / 1000.0;
        assertThat(latencies.millis(50)).isEqualTo(0.001);
        assertThat(latencies.millis(100)).isCloseTo(day, within(day / 1000));
    }

    @Test
    void of_nothing_there_is_no_latency() {
        assertThat(new Latencies().millis(99)).isZero();
    }
}
