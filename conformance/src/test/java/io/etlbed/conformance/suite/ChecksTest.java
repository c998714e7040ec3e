package io.etlbed.conformance.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Proof;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.catalogue.Selection;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Need;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChecksTest {

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void each_check_has_a_name_of_its_own_and_proves_what_is_in_the_catalogue() {
        assertThat(Checks.all())
                .extracting(Check::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9-]+"));
        assertThat(Checks.all())
                .allSatisfy(check -> assertThat(check.proves())
                        .isNotEmpty()
                        .allMatch(id -> catalogue.find(id).isPresent()));
    }

    @Test
    void what_the_catalogue_calls_destructive_needs_leave_or_nodes_of_the_suites_own() {
        Set<String> destructive = catalogue.requirements().stream()
                .filter(requirement -> requirement.proofs().contains(Proof.DESTRUCTIVE))
                .map(Requirement::id)
                .collect(Collectors.toSet());

        assertThat(destructive).contains("LIFE-11", "LIFE-15", "COMM-09");
        assertThat(Checks.all())
                .filteredOn(check -> check.proves().stream().anyMatch(destructive::contains))
                .allSatisfy(check ->
                        assertThat(check.needs()).as(check.name()).containsAnyOf(Need.DESTRUCTION, Need.NODES));
    }

    @Test
    void every_requirement_on_specifications_code_life_and_communication_has_a_check() {
        Selection wanted = Selection.parse(
                "SPEC, NAME, CODE, LIFE-01…15, COMM, API-01, 02, 03, 06, 08, 09, XFORM-01, 04, PLAY-01…05, CLI",
                catalogue);
        List<String> unproved = catalogue.requirements().stream()
                .map(requirement -> requirement.id())
                .filter(wanted::holds)
                .filter(id ->
                        Checks.all().stream().noneMatch(check -> check.proves().contains(id)))
                .toList();
        assertThat(unproved).isEmpty();
    }
}
