package io.etlbed.standalone;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Gradle of this machine.
 *
 * @param major of its version
 * @param minor of its version
 */
record Gradle(int major, int minor) {

    private static final Pattern VERSION = Pattern.compile("(?m)^Gradle (\\d+)\\.(\\d+)");

    /** The test is skipped where there is none. */
    static Gradle onPath() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("gradle", "--version")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return abort("there is no gradle on the PATH; the example of Gradle is not built here");
        }
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0 || !version.find()) {
                return abort("the gradle on the PATH does not run here: " + said);
            }
            return new Gradle(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Whether it has {@code useJUnitPlatform()}. */
    boolean knowsJUnit() {
        return major > 4 || (major == 4 && minor >= 6);
    }

    /**
     * That builds and tests, with what Maven has fetched for this build, and nothing from elsewhere.
     *
     * @param home for its own files
     */
    List<String> command(Path home) throws IOException {
        Files.createDirectories(home);
        Path script = home.resolve("init-of-the-test.gradle");
        try (var in = Gradle.class.getResourceAsStream("init.gradle")) {
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        }
        return List.of(
                "gradle",
                "--no-daemon",
                "--offline",
                "--gradle-user-home",
                home.toString(),
                "--init-script",
                script.toString(),
                "-Dmaven.repo.local=" + System.getProperty("maven.local"),
                "-Detlbed.repository=" + Standalone.repository(),
                "-Detlbed.runner=" + Path.of("target/test-classes").toAbsolutePath(),
                knowsJUnit() ? "test" : "junitTest");
    }
}
