package io.etlbed.conformance.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.catalogue.Catalogue;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.check.Verdict;
import io.etlbed.conformance.suite.Checks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilesTest {

    private static final Set<String> CHECKS =
            Checks.all().stream().map(Check::name).collect(Collectors.toSet());

    @TempDir
    private Path folder;

    @Test
    void each_that_ships_can_be_read() {
        for (String name : Profiles.names()) {
            assertThat(Profiles.of(name, Catalogue.load(), CHECKS).name()).isEqualTo(name);
        }
        Profile real = Profiles.of("aistore-3.11", Catalogue.load(), CHECKS);
        assertThat(real.longestName()).isEqualTo(31);
        assertThat(real.differences())
                .allSatisfy(difference -> assertThat(difference.source()).isNotBlank());
    }

    @Test
    void one_of_the_users_own_says_what_is_different_to_another() throws Exception {
        Profile profile = read("""
                name: my-cluster
                extends: aistore-3.11
                settings:
                  longest-name: 24
                  large-object: 128MiB
                not-applicable:
                  LIFE-09:
                    reason: there are no metrics
                    source: our manual
                differences:
                  - check: errors-are-json-with-the-right-status
                    found: 500
                    behaviour: errors are 500
                    source: seen
                alone: [COMM]
                """);

        assertThat(profile.longestName()).isEqualTo(24);
        assertThat(profile.largeObject()).isEqualTo(128 << 20);
        assertThat(profile.settings().etlExistsStatus()).isEqualTo(400);
        assertThat(profile.exemptions()).containsKeys("LIFE-09", "SPEC-16");
        assertThat(profile.alone()).contains("COMM-01", "XFORM-05");
        assertThat(profile.differences())
                .filteredOn(difference -> difference.check().equals("errors-are-json-with-the-right-status"))
                .singleElement()
                .satisfies(difference -> assertThat(difference.found()).isEqualTo("500"));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_line_and_column() throws Exception {
        Path file = file("""
                name: my cluster
                extends: aistore-9
                settings:
                  longest-name: many
                  large-object: 4 GB
                  colour: red
                not-applicable:
                  SPEC-99: {reason: x, source: y}
                  SPEC-16: {reason: x}
                differences:
                  - check: no-such-check
                    behaviour: b
                    source: s
                alone: [NOTHING]
                """);

        assertThatThrownBy(() -> Profiles.of(file.toString(), Catalogue.load(), CHECKS))
                .isInstanceOf(ConformanceException.class)
                .message()
                .contains(":1:7: 'name' is 'my cluster'")
                .contains(":2:10: 'extends' is 'aistore-9'; expected is document or aistore-3.11")
                .contains(":4:17: 'longest-name' is 'many'; expected is a number from 6 to 253")
                .contains(":5:17: 'large-object' is '4 GB'; expected is a size such as 64MiB or 4GiB")
                .contains(":6:3: there is no 'colour'")
                .contains(":8:3: there is no requirement and no check 'SPEC-99'")
                .contains(":9:12: 'source' is missing here")
                .contains(":11:12: there is no check 'no-such-check'")
                .contains(":14:8: no requirement in 'NOTHING'");
    }

    @Test
    void what_there_is_not_is_answered_with_what_there_is() {
        assertThatThrownBy(() -> Profiles.of("aistore-4", Catalogue.load(), CHECKS))
                .hasMessage("no profile 'aistore-4'; there are document, aistore-3.11, or a file");
        assertThatThrownBy(() -> Profiles.of("no/such.yaml", Catalogue.load(), CHECKS))
                .hasMessage("there is no file no/such.yaml");
    }

    @Test
    void the_behaviour_of_the_profile_is_expected_and_nothing_else() throws Exception {
        Profile profile = read("""
                name: mine
                differences:
                  - {check: lists-what-runs, found: "405", behaviour: there is no list, source: seen}
                """);
        Check check = Checks.all().stream()
                .filter(each -> each.name().equals("lists-what-runs"))
                .findFirst()
                .orElseThrow();

        assertThat(profile.verdict(check, failure("405 no list")).word()).isEqualTo("differs");
        assertThat(profile.verdict(check, failure("500 oops")).word()).isEqualTo("fail");
        assertThat(profile.verdict(check, Verdict.pass()))
                .isInstanceOfSatisfying(
                        Verdict.Fail.class, fail -> assertThat(fail.expected()).isEqualTo("there is no list [seen]"));
        assertThat(profile.verdict(check, new Verdict.Skip("no")).word()).isEqualTo("skip");
    }

    private static Verdict failure(String found) {
        return new Verdict.Fail(found, "something else", "", Optional.empty());
    }

    private Profile read(String text) throws Exception {
        return Profiles.of(file(text).toString(), Catalogue.load(), CHECKS);
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("profile.yaml"), text);
    }
}
