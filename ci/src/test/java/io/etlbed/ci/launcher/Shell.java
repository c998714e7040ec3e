package io.etlbed.ci.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands with an environment of their own.
 *
 * @param folder where they run, and leave what they print
 * @param environment all of it, so that nothing of this JVM's own has a say
 */
record Shell(Path folder, Map<String, String> environment) {

    private static final long PATIENCE_SECONDS = 180;

    /** What became of a command. */
    record Ended(int code, String out, String err) {}

    /** In a new folder, with no more than a PATH, a HOME and a JDK. */
    static Shell in(Path folder, Path javaHome) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        return new Shell(
                folder,
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "JAVA_HOME", javaHome.toString()));
    }

    Shell with(String name, String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.put(name, value);
        return new Shell(folder, changed);
    }

    Shell without(String name) {
        Map<String, String> changed = new TreeMap<>(environment);
        changed.remove(name);
        return new Shell(folder, changed);
    }

    Ended run(Path program, String... arguments) throws IOException, InterruptedException {
        try (Running running = start(program, arguments)) {
            running.endInput();
            return running.await();
        }
    }

    Running start(Path program, String... arguments) throws IOException {
        Path out = Files.createTempFile(folder, "out-", ".txt");
        Path err = Files.createTempFile(folder, "err-", ".txt");
        ProcessBuilder builder = new ProcessBuilder()
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.command().add(program.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A command that has been started; gone when this is closed. */
    record Running(Process process, Path out, Path err) implements AutoCloseable {

        String printed() throws IOException {
            return Files.readString(out);
        }

        void endInput() throws IOException {
            process.getOutputStream().close();
        }

        Ended await() throws IOException, InterruptedException {
            boolean inTime = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Ended ended = new Ended(inTime ? process.exitValue() : -1, printed(), Files.readString(err));
            assertThat(inTime).as("ended in time: %s", ended).isTrue();
            return ended;
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
