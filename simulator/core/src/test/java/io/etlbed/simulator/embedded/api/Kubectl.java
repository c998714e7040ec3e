package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The real kubectl, with a home of its own so that it neither reads nor writes the user's. */
public final class Kubectl {

    private static final long PATIENCE_SECONDS = 60;

    private final Path program;
    private final Path kubeconfig;
    private final Path home;

    private Kubectl(Path program, Path kubeconfig, Path home) {
        this.program = program;
        this.kubeconfig = kubeconfig;
        this.home = home;
    }

    /** Empty where there is none on the PATH. */
    public static Optional<Kubectl> find(Path kubeconfig, Path home) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Kubectl(program, kubeconfig, home));
    }

    /**
     * What a call left.
     *
     * @param text standard output and error together
     */
    public record Result(int code, String text) {}

    public Result run(String... arguments) {
        return runWith("", arguments);
    }

    public Result runWith(String input, String... arguments) {
        try {
            Process process = start(arguments);
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            String text = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl did not end: " + String.join(" ", arguments));
            }
            return new Result(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is shown on a terminal of a size on which it is run, by util-linux's {@code script}. */
    public String onTerminal(int rows, int columns, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(arguments));
        String line = words.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Process process = prepared(
                        List.of("script", "-qec", "stty rows " + rows + " cols " + columns + "; " + line, "/dev/null"))
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    /** For calls that go on; the caller ends them. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return prepared(command).start();
    }

    private ProcessBuilder prepared(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("HOME", home.toString());
        return builder;
    }
}
