package io.etlbed.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Payload.BLOCK - 1, Payload.BLOCK, Payload.BLOCK + 1, 3 * Payload.BLOCK})
    void it_tells_where_other_bytes_part_from_it(int length) throws IOException {
        Payload payload = Payload.generated(length, 7);
        byte[] same = payload.open().readAllBytes();
        assertThat(parting(payload, same)).isEqualTo(-1);
        assertThat(parting(payload, Arrays.copyOf(same, length + 1))).isEqualTo(length);
        if (length > 0) {
            assertThat(parting(payload, Arrays.copyOf(same, length - 1))).isEqualTo(length - 1);
            same[length - 1]++;
            assertThat(parting(payload, same)).isEqualTo(length - 1);
            same[length / 2]++;
            assertThat(parting(payload, same)).isEqualTo(length / 2);
        }
    }

    @Test
    void generated_bytes_are_the_same_for_the_same_seed_alone() throws IOException {
        byte[] bytes = Payload.generated(1000, 1).open().readAllBytes();
        assertThat(parting(Payload.generated(1000, 1), bytes)).isEqualTo(-1);
        assertThat(parting(Payload.generated(1000, 2), bytes)).isBetween(0L, 8L);
    }

    /** −1 where they do not. */
    private static long parting(Payload payload, byte[] other) throws IOException {
        return payload.parting(new ByteArrayInputStream(other)).orElse(-1);
    }
}
