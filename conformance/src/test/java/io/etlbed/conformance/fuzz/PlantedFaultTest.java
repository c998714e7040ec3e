package io.etlbed.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.Position;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** That fuzzing finds faults of a validator, makes them plain, and says nothing of one without. */
class PlantedFaultTest {

    /** But for SPEC-15 to 17, which nothing breaks that is sent alone. */
    @Test
    void every_rule_over_specifications_has_a_flaw() {
        Set<String> rules = new TreeSet<>(Set.of("COMM-04"));
        Catalogue.load().requirements().stream()
                .map(Requirement::id)
                .filter(id -> id.matches("SPEC-\\d\\d") && !id.matches("SPEC-1[567]"))
                .forEach(rules::add);
        assertThat(SpecArbitraries.rules()).isEqualTo(rules);
    }

    @Test
    void a_validator_without_fault_is_left_in_peace() {
        FuzzReport report = fuzz(UnaryOperator.identity(), 1500);
        assertThat(report.findings()).isEmpty();
        assertThat(report.cases()).isEqualTo(1500);
        assertThat(report.fewest(false)).isGreaterThanOrEqualTo(11);
        assertThat(report.fewest(true)).isGreaterThanOrEqualTo(11);
    }

    @Test
    void one_that_tells_only_the_first_violation_is_found_with_a_plain_pair() {
        UnaryOperator<List<Violated>> fault = said -> said.subList(0, Math.min(1, said.size()));
        Finding finding = fuzz(fault, 400).findings().get(0);
        assertThat(finding.kind()).contains("+");
        assertThat(finding.problems()).hasSize(1).first().asString().startsWith("not reported: ");
        assertPlain(finding);
        assertReplays(finding, fault);
    }

    @Test
    void one_whose_columns_are_one_off_at_one_rule_is_found() {
        UnaryOperator<List<Violated>> fault = said -> said.stream()
                .map(each -> each.rule().equals("SPEC-12")
                        ? new Violated(each.rule(), each.path(), each.line(), each.column() + 1)
                        : each)
                .toList();
        FuzzReport report = fuzz(fault, 400);
        assertThat(report.findings()).allMatch(finding -> finding.caseText().contains("SPEC-12"));
        Finding finding = report.findings().get(0);
        assertThat(finding.problems()).hasSize(2);
        assertPlain(finding);
        assertReplays(finding, fault);
    }

    @Test
    void one_that_refuses_what_is_right_is_found() {
        Finding finding = fuzz(said -> said.isEmpty() ? List.of(new Violated("SPEC-05", "spec", 1, 1)) : said, 200)
                .findings()
                .get(0);
        assertThat(finding.kind()).isEqualTo("right");
        assertThat(finding.problems()).containsExactly("reported, and not made: SPEC-05 spec at 1:1");
        assertPlain(finding);
    }

    /** Nothing is left of what was added, and of the ways of writing. */
    private static void assertPlain(Finding finding) {
        String spec = FuzzCase.parse(finding.caseText()).input().path("spec").asText();
        assertThat(spec.lines().count()).isLessThanOrEqualTo(26);
        assertThat(spec).doesNotContain("#", "VALUE_", "\r");
    }

    private static void assertReplays(Finding finding, UnaryOperator<List<Violated>> fault) {
        assertThat(replay(finding, fault)).isEqualTo(finding.problems());
        assertThat(replay(finding, UnaryOperator.identity())).isEmpty();
    }

    private static List<String> replay(Finding finding, UnaryOperator<List<Violated>> fault) {
        try {
            return FuzzCampaign.replay(subject(fault), finding.caseText());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static FuzzReport fuzz(UnaryOperator<List<Violated>> fault, long examples) {
        FuzzOptions options = new FuzzOptions(FuzzTarget.LINT, Duration.ofMinutes(5), examples, 2, 3, List.of());
        try {
            return new FuzzCampaign(subject(fault), options, FuzzListener.none()).run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static FuzzSubject subject(UnaryOperator<List<Violated>> fault) {
        return FuzzSubject.of(yaml -> fault.apply(EtlSpecs.check(yaml).violations().stream()
                .map(each -> new Violated(
                        each.rule(),
                        each.path(),
                        each.position().map(Position::line).orElse(0),
                        each.position().map(Position::column).orElse(0)))
                .toList()));
    }
}
