package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {

    private static final NameRules DOCUMENT = new NameRules(6, 20);

    @ParameterizedTest
    @ValueSource(strings = {"etl-md5x", "Etl_One", "abcdef", "ABCDEF", "a-----", "a_____", "z0123456789012345678"})
    void legal_names(String name) {
        assertThat(rules(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "1abcdef|NAME-01",
                "_abcdef|NAME-01",
                "-abcdef|NAME-01",
                "abc.def|NAME-02",
                "abc/def|NAME-02",
                "abcde|NAME-03",
                "a01234567890123456789|NAME-03",
                "abc def|NAME-04",
                "abcdéf|NAME-04",
                "abcdef\t|NAME-04",
                "abc😀def|NAME-04",
                "Ωabcdef|NAME-01,NAME-04",
                "1.\u00a0|NAME-01,NAME-02,NAME-04,NAME-03",
            })
    void each_broken_rule_is_named_once(String name, String expected) {
        assertThat(rules(name)).containsExactly(expected.split(",", -1));
    }

    @Test
    void a_nul_and_an_empty_name_are_refused() {
        assertThat(rules("abcd\0efg")).containsExactly("NAME-04");
        assertThat(rules("")).containsExactly("NAME-01", "NAME-03");
    }

    @Test
    void the_limit_of_the_length_is_a_setting() {
        String name = "a".repeat(31);
        assertThat(rules(name)).containsExactly("NAME-03");
        assertThat(new NameRules(6, 31).check(name, "id", Optional.empty())).isEmpty();
    }

    private static List<String> rules(String name) {
        return DOCUMENT.check(name, "id", Optional.empty()).stream()
                .map(Violation::rule)
                .toList();
    }
}
