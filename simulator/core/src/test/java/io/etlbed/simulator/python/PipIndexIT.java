package io.etlbed.simulator.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real index. */
class PipIndexIT {

    @TempDir
    Path folder;

    @Test
    void a_pip_that_is_fetched_without_pip_runs() throws Exception {
        TestPython.requireIndex(folder);
        Interpreter python = TestPython.withPip();
        Path wheel = new PipIndex(URI.create("https://pypi.org/simple")).fetch(python.version(), folder);
        Process pip = new ProcessBuilder(
                        python.executable().toString(),
                        "-s",
                        wheel.resolve("pip").toString(),
                        "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(pip.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("pip ")
                .contains(folder.toString(), "python " + python.version().twoNumbers());
    }
}
