package io.etlbed.conformance.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.catalogue.Requirement;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.suite.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTableTest {

    private static final Path TABLE = Path.of("../docs/conformance-table.md");
    private static final String REGENERATE = "./mvnw -o -q -Dfast -pl conformance -am test -Dtest=MutantTableTest"
            + " -Dwrite.table=true -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void each_check_has_a_mutant_and_each_mutant_a_check() {
        List<String> checks = Checks.all().stream().map(Check::name).toList();

        assertThat(Mutants.all()).extracting(Mutant::check).isSubsetOf(checks);
        assertThat(Mutants.all()).extracting(Mutant::check).containsAll(checks);
        assertThat(Mutants.all()).extracting(Mutant::toString).doesNotHaveDuplicates();
    }

    @Test
    void each_requirement_is_broken_by_a_mutant_or_says_why_nothing_judges_it() {
        assertThat(Catalogue.load().requirements())
                .filteredOn(requirement -> checks(requirement).isEmpty())
                .allSatisfy(requirement -> assertThat(requirement.whyUnproved())
                        .as("a check of %s with a mutant, or a reason in the class Unproved", requirement.id())
                        .isNotEqualTo("no check yet"));
    }

    @Test
    void the_table_in_the_docs_is_the_table_of_the_code() throws IOException {
        if (Boolean.getBoolean("write.table")) {
            Files.writeString(TABLE, table());
        }
        assertThat(TABLE)
                .as("%s is stale; this writes it anew: %s", TABLE, REGENERATE)
                .hasContent(table());
    }

    private static List<Check> checks(Requirement requirement) {
        return Checks.all().stream()
                .filter(check -> check.proves().contains(requirement.id()))
                .toList();
    }

    private static String table() {
        StringBuilder table = new StringBuilder("""
                # Requirements, checks, mutants

                Written by a test, which fails when this is stale. A check proves a requirement; a mutant is a fault that makes the check
                fail ([how](conformance.md#a-check-and-its-mutants)). The rules are in
                [the catalogue](../conformance/src/main/resources/io/etlbed/conformance/catalogue/requirements.md).

                | requirement | level | check | found by it |
                |---|---|---|---|
                """);
        for (Requirement requirement : Catalogue.load().requirements()) {
            List<Check> checks = checks(requirement);
            if (checks.isEmpty()) {
                row(table, requirement, "", requirement.whyUnproved());
            }
            for (Check check : checks) {
                List<String> faults = Mutants.all().stream()
                        .filter(mutant -> mutant.check().equals(check.name()))
                        .map(Mutant::fault)
                        .toList();
                row(table, requirement, "`" + check.name() + "`", String.join("; ", faults));
            }
        }
        return table.toString();
    }

    private static void row(StringBuilder table, Requirement requirement, String check, String faults) {
        table.append("| ")
                .append(requirement.id())
                .append(" | ")
                .append(requirement.level())
                .append(" | ")
                .append(check)
                .append(" | ")
                .append(faults.replace("|", "\\|"))
                .append(" |\n");
    }
}
