package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a Python where it is installed: not where it was called, and not its virtual environment. */
final class PythonPrefix {

    private static final String QUESTION =
            "import sys; sys.stdout.write(getattr(sys, 'base_prefix', getattr(sys, 'real_prefix', sys.prefix)))";
    private static final long PATIENCE_SECONDS = 20;

    private PythonPrefix() {}

    /** Empty where it does not run: a shim of pyenv exits with 127 for a version that is not active. */
    static Optional<Path> of(Path candidate) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(candidate.toString(), "-E", "-s", "-c", QUESTION)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
        Process process = builder.start();
        try {
            String answer = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 && answer.startsWith("/")
                    ? Optional.of(Path.of(answer))
                    : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            process.destroyForcibly();
        }
    }
}
