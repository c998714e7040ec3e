package io.etlbed.ci.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files of pipelines, and a shell for what they run: with stand-ins for programs that talk to somebody. */
final class Pipeline {

    /** The folder that a pipeline works in. */
    final Path work;

    private final Path programs;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Pipeline(Path folder) throws IOException {
        this.work = Files.createDirectories(folder.resolve("work"));
        this.programs = Files.createDirectories(folder.resolve("programs"));
    }

    /** A shell command that has ended. */
    record Ended(int code, String output) {}

    static Path top() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    static Map<String, Object> yaml(String file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(top().resolve(file))));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        assertThat(node).isInstanceOf(Map.class);
        return (Map<String, Object>) node;
    }

    static List<Map<String, Object>> list(Object node) {
        assertThat(node).isInstanceOf(List.class);
        return ((List<?>) node).stream().map(Pipeline::map).toList();
    }

    /** The expressions of a text, such as {@code inputs.run}. */
    static List<String> expressions(String text) {
        return Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}")
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** A program that is found before all others. */
    Pipeline program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return this;
    }

    Path program(String name) {
        return programs.resolve(name);
    }

    Pipeline with(String name, Object value) {
        environment.put(name, value.toString());
        return this;
    }

    /** As runners run a step: by {@code sh -e}, in the folder of the work. */
    Ended run(String script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-e", "-c", script));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.matches("ETLBED_.*|GITHUB_.*|CI_.*"));
        builder.environment().putAll(environment);
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        Path output = Files.createTempFile(programs, "output", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
    }
}
