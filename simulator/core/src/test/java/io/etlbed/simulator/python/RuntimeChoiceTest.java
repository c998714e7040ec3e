package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeChoiceTest {

    private static final Optional<String> ANY = Optional.empty();
    private static final Optional<String> EXACTLY = Optional.of("the code was pickled");

    @ParameterizedTest
    @CsvSource({
        "3.8.5, 3.8.18 3.8.5, 3.8.5",
        "3.8.5, 3.11.2 3.8.18 3.8.17, 3.8.18",
        "3.8, 3.8.18 3.8.5, 3.8.18",
        "2.7.18, 3.8.18 2.7.16, 2.7.16",
        "3.10, 3.1.4 3.10.13, 3.10.13",
    })
    void the_same_minor_version_will_do_the_very_patch_first(String wanted, String there, String chosen) {
        RuntimeChoice choice = choose(wanted, ANY, there);
        assertThat(choice).isInstanceOf(RuntimeChoice.Same.class);
        assertThat(((RuntimeChoice.Same) choice).interpreter().version()).hasToString(chosen);
        assertThat(choose(wanted, EXACTLY, there)).isEqualTo(choice);
    }

    @Test
    void another_patch_is_remarked_and_only_that() {
        assertThat(((RuntimeChoice.Same) choose("3.8.5", ANY, "3.8.18")).remark())
                .contains("wanted Python 3.8.5, running 3.8.18");
        assertThat(((RuntimeChoice.Same) choose("3.8.18", ANY, "3.8.18")).remark())
                .isEmpty();
        assertThat(((RuntimeChoice.Same) choose("3.8", ANY, "3.8.18")).remark()).isEmpty();
    }

    @Test
    void what_the_user_names_comes_before_the_very_patch() {
        List<Interpreter> all = List.of(interpreter("3.8.5", false), interpreter("3.8.18", true));
        RuntimeChoice choice = RuntimeChoice.of(PythonVersion.parse("3.8.5"), ANY, Interpreters.of(all));
        assertThat(((RuntimeChoice.Same) choice).interpreter()).isEqualTo(all.get(1));
    }

    @ParameterizedTest
    @CsvSource({"3.6, 3.11.2 3.7.16 3.5.1 2.7.18, 3.7.16", "3.8.5, 3.10.13 3.9.18 3.11.7, 3.9.18"})
    void the_nearest_higher_one_takes_the_place_of_a_missing_one_with_a_warning(
            String wanted, String there, String chosen) {
        RuntimeChoice choice = choose(wanted, ANY, there);
        assertThat(choice).isInstanceOf(RuntimeChoice.Higher.class);
        assertThat(((RuntimeChoice.Higher) choice).interpreter().version()).hasToString(chosen);
        assertThat(((RuntimeChoice.Higher) choice).warning())
                .contains("wanted Python " + wanted, "running " + chosen, "pyenv install " + wanted, "ETLBED_PYTHON");
    }

    @Test
    void what_needs_its_own_minor_version_is_refused_with_the_reason_and_what_to_install() {
        assertThat(choose("3.8.5", EXACTLY, "3.11.2 2.7.18"))
                .isEqualTo(new RuntimeChoice.Refused("Python 3.8 is needed and nothing else will do: the code was"
                        + " pickled. There are 3.11.2 (/python/3.11.2), 2.7.18 (/python/2.7.18). Install it, as with"
                        + " `pyenv install 3.8.5`, or name one in ETLBED_PYTHON"));
    }

    @ParameterizedTest
    @CsvSource({"3.12, 3.11.2 3.10.13", "2.7.18, 3.11.2", "3.6, 2.7.18", "2.7, 2.8.1"})
    void nothing_lower_and_nothing_of_another_major_version_takes_its_place(String wanted, String there) {
        RuntimeChoice choice = choose(wanted, ANY, there);
        assertThat(choice).isInstanceOf(RuntimeChoice.Refused.class);
        assertThat(((RuntimeChoice.Refused) choice).reason())
                .contains("no Python " + PythonVersion.parse(wanted).twoNumbers(), "pyenv install " + wanted);
    }

    @Test
    void a_host_without_any_python_is_told_as_such() {
        assertThat(((RuntimeChoice.Refused) choose("3.8", ANY, "")).reason()).contains("There is no Python at all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "3.", "3.8.5.1", "3.8rc1", "python3.8", "3.99999"})
    void what_is_no_version_is_refused(String text) {
        assertThatThrownBy(() -> PythonVersion.parse(text))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("'" + text + "' is no version of Python");
    }

    private static RuntimeChoice choose(String wanted, Optional<String> exactly, String there) {
        List<Interpreter> all = new ArrayList<>();
        for (String version : there.isEmpty() ? new String[0] : there.split(" ", -1)) {
            all.add(interpreter(version, false));
        }
        return RuntimeChoice.of(PythonVersion.parse(wanted), exactly, Interpreters.of(all));
    }

    private static Interpreter interpreter(String version, boolean named) {
        return new Interpreter(
                PythonVersion.parse(version), Path.of("/python", version), Path.of("/python"), "any-64", named);
    }
}
