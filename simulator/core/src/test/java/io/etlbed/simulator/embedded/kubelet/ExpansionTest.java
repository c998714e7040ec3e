package io.etlbed.simulator.embedded.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {

    private static final Map<String, String> VARIABLES = Map.of("A", "one", "B.c", "two", "EMPTY", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "$(A)|one",
                "x$(A)y$(B.c)z|xoneytwoz",
                "$(EMPTY)!|!",
                "$(NOBODY)|$(NOBODY)",
                "$$(A)|$(A)",
                "$$$(A)|$one",
                "$$$$(A)|$$(A)",
                "$A|$A",
                "$|$",
                "$$|$",
                "a$$b|a$b",
                "$(A|$(A",
                "$(A$(A)|$(A$(A)",
                "()|()",
                "$()|$()",
            })
    void references_are_expanded_as_kubernetes_does(String text, String expanded) {
        assertThat(Expansion.expand(text, VARIABLES)).isEqualTo(expanded);
    }
}
