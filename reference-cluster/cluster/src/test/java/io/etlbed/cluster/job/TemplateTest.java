package io.etlbed.cluster.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.wire.AisException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shard-{0..3}.tar      | shard-0.tar shard-1.tar shard-2.tar shard-3.tar",
                "{008..12..2}          | 08 10 12",
                "s{0..1}-{10..11}e     | s0-10e s0-11e s1-10e s1-11e",
                "a@003-b               | a000-b a001-b a002-b a003-b",
                "@1/@1                 | 0/0 0/1 1/0 1/1",
                "{7..7}                | 7",
            })
    void a_template_stands_for_its_names_in_their_order(String text, String names) {
        assertThat(all(text)).containsExactly(names.split(" "));
    }

    @Test
    void what_counts_without_end_begins_with_0() {
        Iterator<String> names = Template.parse("x-%03d.txt").names();

        assertThat(List.of(names.next(), names.next())).containsExactly("x-000.txt", "x-001.txt");
        assertThat(Template.parse("x-%03d.txt").matches("x-1234567.txt")).isTrue();
        assertThat(Template.parse("x-%03d.txt").matches("x-0123.txt")).isFalse();
        assertThat(Template.parse("x-%03d.txt").matches("x-99999999999999999999.txt"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain/", "me@home", "50%", "%x", "a@1@b", "%d%d"})
    void what_has_no_range_is_what_names_begin_with(String text) {
        Template template = Template.parse(text);

        assertThat(template.isPrefix()).isTrue();
        assertThat(template.prefix()).isEqualTo(text);
        assertThat(template.matches(text + "more")).isTrue();
        assertThat(template.matches("no" + text)).isFalse();
        assertThat(template.names().hasNext()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{1..                       | braces",
                "a}1..2{                     | braces",
                "{a..b}                      | braces",
                "{1..2..}                    | braces",
                "{1..2..3..4}                | braces",
                "{{1..2}}                    | braces",
                "{-1..2}                     | braces",
                "{1..9999999999999999999}    | braces",
                "{2..1}                      | upwards",
                "{1..2..0}                   | upwards",
                "{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}{0..1}"
                        + " | at most 16",
            })
    void what_makes_no_sense_is_refused_with_what_is_expected(String text, String message) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining(message)
                .hasMessageContaining(text);
    }

    /** Against a model: all names, made and looked up. Gaps of digits and none at all make ranges touch each other. */
    @Test
    void a_name_matches_exactly_if_it_is_one_of_the_names() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            String text = IntStream.range(0, 1 + random.nextInt(3))
                    .mapToObj(i ->
                            range(random) + List.of("", "0", "1", "-", "9-").get(random.nextInt(5)))
                    .collect(Collectors.joining("", List.of("", "p", "1").get(random.nextInt(3)), ""));
            Template template = Template.parse(text);
            Set<String> names = new HashSet<>(all(text));
            assertThat(names).as(text).allMatch(template::matches);
            for (String name : List.copyOf(names)) {
                int at = random.nextInt(name.length());
                String other = name.substring(0, at) + random.nextInt(10) + name.substring(at + random.nextInt(2));
                assertThat(template.matches(other)).as("%s %s", text, other).isEqualTo(names.contains(other));
            }
        }
    }

    @Test
    void a_template_of_more_names_than_anybody_could_hold_costs_nothing() {
        String many = "{000000000000..999999999999}".repeat(16);
        Template template = Template.parse(many);

        assertThat(template.matches("1".repeat(16 * 12))).isTrue();
        assertThat(template.matches("1".repeat(16 * 12 - 1))).isFalse();
        assertThat(template.names().next()).isEqualTo("0".repeat(16 * 12));
        assertThat(Template.parse("{0..999999999999999999}".repeat(16)).matches("7".repeat(900)))
                .isFalse();
    }

    private static String range(Random random) {
        int start = random.nextInt(12);
        int end = start + random.nextInt(9);
        String step = random.nextBoolean() ? "" : ".." + (1 + random.nextInt(3));
        return "{" + "0".repeat(random.nextInt(2)) + start + ".." + "0".repeat(random.nextInt(2)) + end + step + "}";
    }

    private static List<String> all(String text) {
        List<String> names = new ArrayList<>();
        Template.parse(text).names().forEachRemaining(names::add);
        return names;
    }
}
