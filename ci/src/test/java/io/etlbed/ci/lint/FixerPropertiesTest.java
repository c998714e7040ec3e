package io.etlbed.ci.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.Position;
import io.etlbed.cluster.etl.spec.SpecContext;
import io.etlbed.cluster.etl.spec.Violation;
import io.etlbed.conformance.fuzz.FuzzCampaign;
import io.etlbed.conformance.fuzz.FuzzListener;
import io.etlbed.conformance.fuzz.FuzzOptions;
import io.etlbed.conformance.fuzz.FuzzSubject;
import io.etlbed.conformance.fuzz.FuzzTarget;
import io.etlbed.conformance.fuzz.Violated;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code --fix} does to the specifications that fuzzing makes up. */
class FixerPropertiesTest {

    private final List<String> mended = new ArrayList<>();

    @Test
    void a_fix_takes_away_what_it_says_brings_nothing_and_leaves_the_rest_of_the_text() throws InterruptedException {
        FuzzOptions options = new FuzzOptions(FuzzTarget.LINT, Duration.ofMinutes(5), 800, 1, 4, List.of());
        new FuzzCampaign(FuzzSubject.of(this::fix), options, FuzzListener.none()).run();
        assertThat(mended).contains("SPEC-01", "SPEC-02", "SPEC-07", "SPEC-08", "SPEC-13");
    }

    private List<Violated> fix(String yaml) {
        List<Violation> before = EtlSpecs.check(yaml).violations();
        Fixer fixer = new Fixer(SpecContext.standard());
        Fixer.Fixed fixed = fixer.fix(yaml);
        List<String> left = places(EtlSpecs.check(fixed.text()).violations());
        List<String> expected = places(before);
        expected.removeAll(places(List.copyOf(fixed.mended())));
        assertThat(left).as(fixed.text()).isEqualTo(expected);
        assertThat(comments(fixed.text())).isEqualTo(comments(yaml));
        assertThat(fixed.text().contains("\r")).isEqualTo(yaml.contains("\r"));
        assertThat(fixer.fix(fixed.text()).text()).isEqualTo(fixed.text());
        fixed.mended().forEach(violation -> mended.add(violation.rule()));
        return before.stream()
                .map(each -> new Violated(
                        each.rule(),
                        each.path(),
                        each.position().map(Position::line).orElse(0),
                        each.position().map(Position::column).orElse(0)))
                .toList();
    }

    private static List<String> places(List<Violation> violations) {
        List<String> places = new ArrayList<>();
        violations.forEach(violation -> places.add(violation.rule() + " " + violation.path()));
        return places;
    }

    private static List<String> comments(String yaml) {
        return yaml.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("#"))
                .toList();
    }
}
