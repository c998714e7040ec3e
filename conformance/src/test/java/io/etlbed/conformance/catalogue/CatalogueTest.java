package io.etlbed.conformance.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.conformance.ConformanceException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void it_has_every_group_and_requirement_of_the_text() {
        assertThat(catalogue.groups())
                .extracting(Group::key)
                .containsExactly("SPEC", "NAME", "CODE", "LIFE", "COMM", "API", "XFORM", "CLI", "PLAY");
        assertThat(catalogue.groups().get(0).title()).isEqualTo("Pod specification given to init spec");
        assertThat(catalogue.requirements()).hasSize(84).doesNotHaveDuplicates();
    }

    @Test
    void a_requirement_has_its_level_its_whole_rule_and_what_proves_it() {
        Requirement placed = catalogue.find("LIFE-14").orElseThrow();
        assertThat(placed.level()).isEqualTo(Level.MUST);
        assertThat(placed.rule())
                .startsWith("Pods run in namespace `ais`")
                .endsWith("`kubectl -n ais get pods | grep` shows.");
        assertThat(placed.proofs()).containsExactly(Proof.SEES_KUBERNETES);
        assertThat(catalogue.find("COMM-05").orElseThrow().proofs()).containsExactly(Proof.NEEDS_PROBE);
        assertThat(catalogue.find("LIFE-04").orElseThrow().proofs()).containsExactly(Proof.EXCLUSIVE);
        assertThat(catalogue.find("COMM-09").orElseThrow().proofs())
                .containsExactlyInAnyOrder(Proof.NEEDS_PROBE, Proof.CONTROLS_NODES, Proof.DESTRUCTIVE);
        assertThat(catalogue.find("SPEC-01").orElseThrow().proofs()).isEmpty();
    }

    @Test
    void a_selection_is_read_as_people_write_it() {
        Selection selection =
                Selection.parse("SPEC-01…14, 16–18, NAME, LIFE-01, 02; API-06..API-08 xform-01-02", catalogue);
        List<String> held = catalogue.requirements().stream()
                .map(Requirement::id)
                .filter(selection::holds)
                .toList();
        assertThat(held)
                .contains("SPEC-01", "SPEC-14", "SPEC-16", "SPEC-18", "NAME-07", "LIFE-02", "API-07", "XFORM-02")
                .doesNotContain("SPEC-15", "LIFE-03", "API-05", "API-09", "XFORM-03", "COMM-01")
                .hasSize(17 + 7 + 2 + 3 + 2);
    }

    @Test
    void an_empty_selection_says_so() {
        assertThat(Selection.parse(" ", catalogue).isEmpty()).isTrue();
    }

    @Test
    void a_selection_of_what_there_is_not_is_refused_with_its_name() {
        assertThatThrownBy(() -> Selection.parse("SPEC-01, SPOC", catalogue))
                .isInstanceOf(ConformanceException.class)
                .hasMessageContaining("SPOC");
        assertThatThrownBy(() -> Selection.parse("SPEC-99", catalogue)).hasMessageContaining("SPEC-99");
        assertThatThrownBy(() -> Selection.parse("01", catalogue)).hasMessageContaining("'01'");
        assertThatThrownBy(() -> Selection.parse("SPEC-01..NAME-02", catalogue)).hasMessageContaining("NAME-02");
    }
}
