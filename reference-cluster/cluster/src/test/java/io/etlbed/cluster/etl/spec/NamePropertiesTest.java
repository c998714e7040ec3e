package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class NamePropertiesTest {

    private static final String LETTERS = "abcxyzABCXYZ";

    @Property
    void what_follows_the_rules_is_legal(@ForAll("legal") String name) {
        assertThat(broken(name)).isEmpty();
    }

    @Property
    void name_01_another_beginning_breaks_that_rule_alone(@ForAll("legal") String name, @ForAll("other") String begin) {
        assertThat(broken(begin + name.substring(1))).containsExactly("NAME-01");
    }

    @Property
    void name_02_and_name_04_a_strange_character_anywhere_behind_is_found(
            @ForAll("legal") String name, @ForAll char strange, @ForAll @IntRange(min = 1, max = 5) int at) {
        String changed = name.substring(0, at) + strange + name.substring(at + 1);
        boolean legal = changed.matches("[A-Za-z0-9_-]+");
        boolean plain = strange > ' ' && strange < 0x7f;
        assertThat(broken(changed)).isEqualTo(legal ? List.of() : List.of(plain ? "NAME-02" : "NAME-04"));
    }

    @Property
    void name_03_the_length_is_counted_in_characters(@ForAll @IntRange(min = 1, max = 200) int length) {
        assertThat(broken("a".repeat(length))).isEqualTo(length < 6 || length > 20 ? List.of("NAME-03") : List.of());
    }

    @Property
    void any_text_is_judged(@ForAll String name) {
        assertThat(broken(name).isEmpty()).isEqualTo(name.matches("[A-Za-z][A-Za-z0-9_-]{5,19}"));
    }

    @Provide
    Arbitrary<String> legal() {
        Arbitrary<String> rest = Arbitraries.strings()
                .withChars((LETTERS + "0189_-").toCharArray())
                .ofMinLength(5)
                .ofMaxLength(19);
        return Combinators.combine(
                        Arbitraries.strings().withChars(LETTERS.toCharArray()).ofLength(1), rest)
                .as((first, more) -> first + more);
    }

    @Provide
    Arbitrary<String> other() {
        return Arbitraries.strings().withChars('0', '9', '_', '-').ofLength(1);
    }

    private static List<String> broken(String name) {
        return new NameRules(6, 20)
                .check(name, "id", Optional.empty()).stream()
                        .map(Violation::rule)
                        .toList();
    }
}
