package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.SimulatorException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostEnvironmentIT {

    @TempDir
    Path temp;

    @Test
    void a_program_of_the_host_has_the_python_and_the_packages_that_a_pod_would_have() throws Exception {
        TestPython.requireIndex(temp);
        String wanted = TestPython.withPip().version().toString();
        HostEnvironment environment = HostEnvironment.of(wanted, List.of("six==1.16.0\n", "# nothing"), line -> {});

        assertThat(run(environment, "import six, sys; print(six.__version__, '%d.%d.%d' % sys.version_info[:3])"))
                .isEqualTo("1.16.0 " + wanted);
        assertThat(HostEnvironment.isInstalled(wanted, List.of("six==1.16.0"))).isTrue();
        assertThat(HostEnvironment.isInstalled(wanted, List.of("six==1.16.0", "no-such-package-here")))
                .isFalse();
    }

    @Test
    void without_requirements_there_is_just_the_python() throws Exception {
        String wanted = TestPython.withPip().version().twoNumbers();
        HostEnvironment environment = HostEnvironment.of(wanted, List.of(), line -> {});

        assertThat(environment.packages()).isEmpty();
        assertThat(run(environment, "import sys; print('%d.%d' % sys.version_info[:2])"))
                .isEqualTo(wanted);
    }

    @Test
    void a_python_that_is_not_there_is_refused() throws Exception {
        assertThatThrownBy(() -> HostEnvironment.of("3.99", List.of(), line -> {}))
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("3.99");
        assertThat(HostEnvironment.isInstalled("3.99", List.of())).isFalse();
    }

    private static String run(HostEnvironment environment, String code) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "python -c \"$CODE\"");
        builder.environment().putAll(environment.variables(System.getenv("PATH")));
        builder.environment().put("CODE", code);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        return out.strip();
    }
}
