package io.etlbed.ci.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.ci.history.Values.WrongBytesException;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private final Values values = new Values(7);

    @Test
    void each_is_known_by_its_bytes_and_no_other_object_has_them() throws Exception {
        for (long number = 1; number < 60; number++) {
            byte[] bytes = values.bytes("a", number);
            assertThat(values.number("a", bytes)).isEqualTo(number);
            if (number != Values.EMPTY) {
                assertThatThrownBy(() -> values.number("b", bytes)).isInstanceOf(WrongBytesException.class);
                assertThatThrownBy(() -> new Values(8).number("a", bytes)).isInstanceOf(WrongBytesException.class);
            }
        }
    }

    @Test
    void every_turned_bit_and_every_cut_is_seen() {
        byte[] bytes = values.bytes("a", 1);
        for (int position : new int[] {0, 8, 15, 16, bytes.length / 2, bytes.length - 1}) {
            byte[] turned = bytes.clone();
            turned[position % bytes.length] ^= 1;
            assertThatThrownBy(() -> values.number("a", turned)).isInstanceOf(WrongBytesException.class);
        }
        for (int length : new int[] {1, 15, 16, bytes.length - 1, bytes.length + 1}) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> values.number("a", cut)).isInstanceOf(WrongBytesException.class);
        }
    }

    @Test
    void sizes_go_from_nothing_to_some_MiB() {
        IntSummaryStatistics sizes = IntStream.rangeClosed(1, 500)
                .map(number -> values.bytes("a", number).length)
                .summaryStatistics();
        assertThat(sizes.getMin()).isZero();
        assertThat(sizes.getMax()).isGreaterThan(1 << 20);
        assertThat(sizes.getAverage()).isLessThan(200_000);
    }
}
