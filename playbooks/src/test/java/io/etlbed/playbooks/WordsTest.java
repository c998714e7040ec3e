package io.etlbed.playbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

    private static final Variables VALUES = new Variables(Map.of("NAME", "a b'c", "B", "photos"));

    @Test
    void a_variable_is_one_word_whatever_it_holds() {
        assertThat(Words.of("ais put $NAME ais://${B}/x", VALUES))
                .hasValueSatisfying(
                        words -> assertThat(words).containsExactly("ais", "put", "a b'c", "ais://photos/x"));
    }

    @Test
    void quotes_keep_words_together_and_single_ones_keep_dollars() {
        assertThat(Words.of("x \"a $B\"'$B' '' end", VALUES))
                .hasValueSatisfying(words -> assertThat(words).containsExactly("x", "a photos$B", "", "end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a | b", "a > b", "a; b", "a $(b)", "a `b`", "a *", "a \"`b`\"", "a 'b", "a \\b"})
    void what_only_a_shell_can_do_is_left_to_it(String command) {
        assertThat(Words.of(command, VALUES)).isEmpty();
    }
}
