package io.etlbed.cluster.etl.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.spec.Break.Expected;
import io.fabric8.kubernetes.api.model.Container;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpecPropertiesTest {

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void a_spec_that_breaks_no_rule_is_valid(
            @ForAll("valid") Map<String, Object> tree, @ForAll("styles") YamlText.Style style) {
        String yaml = YamlText.write(tree, style).text();
        SpecReport report = EtlSpecs.check(yaml);
        assertThat(report.text()).isEmpty();
        Container container =
                report.spec().orElseThrow().newPod().getSpec().getContainers().get(0);
        Map<String, Object> given = SpecTrees.at(tree, "spec.containers[0]");
        assertThat(container.getImage()).isEqualTo(given.get("image"));
        assertThat(container.getArgs()).isEqualTo(given.getOrDefault("args", List.of()));
        assertThat(container.getEnv().stream().map(env -> SpecTrees.of("name", env.getName(), "value", env.getValue())))
                .isEqualTo(given.getOrDefault("env", List.of()));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void spec_16_exactly_what_was_broken_is_reported_on_its_line(
            @ForAll("hpush") Map<String, Object> valid,
            @ForAll("styles") YamlText.Style style,
            @ForAll("breaks") List<Break> breaks) {
        Map<String, Object> tree = SpecTrees.copy(valid);
        breaks.forEach(broken -> broken.change().accept(tree));
        YamlText yaml = YamlText.write(tree, style);
        List<String> expected = breaks.stream()
                .flatMap(broken -> broken.expected().stream())
                .map(violation -> text(violation, yaml))
                .toList();
        List<String> reported = EtlSpecs.check(yaml.text()).violations().stream()
                .map(violation -> violation.rule() + " " + violation.path() + " on line "
                        + violation.position().orElseThrow().line())
                .toList();
        assertThat(reported).as(yaml.text()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 1000)
    void any_text_is_answered_with_a_report(@ForAll String text) {
        assertThat(EtlSpecs.check(text).valid()).isFalse();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_spec_with_a_piece_torn_out_is_answered_with_a_report(
            @ForAll("valid") Map<String, Object> tree, @ForAll("styles") YamlText.Style style, @ForAll Random random) {
        String yaml = YamlText.write(tree, style).text();
        int from = random.nextInt(yaml.length());
        int to = from + random.nextInt(yaml.length() - from);
        SpecReport report = EtlSpecs.check(yaml.substring(0, from) + yaml.substring(to));
        report.violations()
                .forEach(violation -> assertThat(violation.position()).isPresent());
    }

    private static String text(Expected expected, YamlText yaml) {
        return expected.rule() + " " + expected.path() + " on line " + expected.line(yaml);
    }

    @Provide
    Arbitrary<Map<String, Object>> valid() {
        return SpecTrees.valid("", "hpush://", "hpull://", "hrev://", "io://");
    }

    @Provide
    Arbitrary<Map<String, Object>> hpush() {
        return SpecTrees.valid("", "hpush://", "hpull://", "hrev://");
    }

    @Provide
    Arbitrary<YamlText.Style> styles() {
        return SpecTrees.styles();
    }

    /** One to three that do not disturb each other. */
    @Provide
    Arbitrary<List<Break>> breaks() {
        return Arbitraries.of(Break.all()).list().ofMinSize(1).ofMaxSize(3).map(SpecPropertiesTest::apart);
    }

    private static List<Break> apart(List<Break> drawn) {
        List<Break> apart = new ArrayList<>();
        for (Break candidate : drawn) {
            if (apart.stream().allMatch(other -> Collections.disjoint(other.areas(), candidate.areas()))) {
                apart.add(candidate);
            }
        }
        return apart;
    }
}
