package io.etlbed.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.ci.soak.Soak;
import io.etlbed.simulator.Isolation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A minute of the soak; {@code ./etlbed soak --minutes 30} is the long one. */
class SoakIT {

    @Test
    void for_a_minute_no_byte_is_wrong_and_nothing_grows(@TempDir Path folder) throws Exception {
        List<String> wrongs = new Soak(Duration.ofMinutes(1), 4, Isolation.BEST, System.out)
                .run(folder.resolve("cluster"), System.out);
        assertThat(wrongs).isEmpty();
    }
}
