package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "5m, PT5M",
        "90s, PT1M30S",
        "1h30m, PT1H30M",
        "0, PT0S",
        "+2s, PT2S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "1.s, PT1S",
        "300ms, PT0.3S",
        "7us, PT0.000007S",
        "7µs, PT0.000007S",
        "9ns, PT0.000000009S",
        "1h1h, PT2H",
        "0s, PT0S"
    })
    void spec_03_durations_are_read_as_go_reads_them(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "m",
                "-5m",
                "5 m",
                "5M",
                "5d",
                "1e3s",
                "soon",
                ".s",
                "5m ",
                " 5m",
                "1h-5m",
                "++1s",
                "infinity",
                "99999999999h",
                "1111111111111111111111111111111111111111111111111111111111111111111111111s",
                "٥m"
            })
    void spec_03_anything_else_is_no_duration(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @Test
    void durations_are_written_without_zero_units() {
        assertThat(GoDuration.format(Duration.ofMinutes(5))).isEqualTo("5m");
        assertThat(GoDuration.format(Duration.ofHours(2))).isEqualTo("2h");
        assertThat(GoDuration.format(Duration.ofSeconds(90))).isEqualTo("1m30s");
        assertThat(GoDuration.format(Duration.ofMillis(1500))).isEqualTo("1.5s");
        assertThat(GoDuration.format(Duration.ZERO)).isEqualTo("0s");
        assertThat(GoDuration.format(Duration.ofSeconds(3605))).isEqualTo("1h5s");
    }
}
