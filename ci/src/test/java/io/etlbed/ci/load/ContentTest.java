package io.etlbed.ci.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

    private static final int SIZE = 3_000_000;

    private static byte[] all(Content content) {
        byte[] bytes = new byte[(int) content.size()];
        content.fill(0, bytes, 0, bytes.length);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 16, 1_048_572, 1_048_573, 2_999_999})
    void a_byte_that_is_another_is_found_where_it_is(int place) {
        Content content = new Content(11, 3, SIZE);
        byte[] bytes = all(content);
        assertThat(content.mismatch(0, bytes, 0, SIZE)).isEqualTo(-1);
        bytes[place] ^= 1;
        assertThat(content.mismatch(0, bytes, 0, SIZE)).isEqualTo(place);
    }

    @Test
    void any_part_is_the_same_as_in_the_whole() {
        Content content = new Content(11, 3, SIZE);
        byte[] bytes = all(content);
        for (int from = 0; from < SIZE; from += 123_457) {
            int count = Math.min(70_001, SIZE - from);
            assertThat(content.mismatch(from, bytes, from, count))
                    .as("from %d", from)
                    .isEqualTo(-1);
            // A part that was taken from elsewhere is none.
            assertThat(content.mismatch(from, bytes, (from + 65_536) % (SIZE - count), count))
                    .as("from %d", from)
                    .isNotNegative();
        }
    }

    @Test
    void another_generation_and_another_object_have_other_bytes() {
        byte[] bytes = all(new Content(11, 3, SIZE));
        for (Content other : new Content[] {new Content(11, 4, SIZE), new Content(12, 3, SIZE)}) {
            assertThat(other.mismatch(1000, bytes, 1000, 1000)).isNotNegative();
        }
        assertThat(Content.told(bytes, SIZE)).isEqualTo(new Content(11, 3, SIZE));
    }

    @Test
    void the_checksum_is_that_of_all_bytes() {
        Content content = new Content(5, 1, SIZE);
        assertThat(content.xxhash())
                .isEqualTo(HexFormat.of().toHexDigits(Hashing.xxh64().hashBytesToLong(all(content))));
    }
}
