package io.etlbed.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Projects as users have them, built by the tools that users have, with the jar and with libraries of their own beside it. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ConsumersIT {

    private static final String MVNW =
            Path.of("../../mvnw").toAbsolutePath().normalize().toString();

    @TempDir
    Path folder;

    @Test
    void maven_with_junit_6() throws IOException, InterruptedException {
        assertThat(maven("maven")).contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void spring_boot_with_junit_5() throws IOException, InterruptedException {
        assertThat(maven("spring-boot"))
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
                // Its own Netty and logging, beside ours.
                .contains("Netty started on port", "io.etlbed.cluster.Nodes");
    }

    @Test
    void gradle_with_junit_5_and_without_assertj() throws IOException, InterruptedException {
        Gradle gradle = Gradle.onPath();
        assertThat(Consumer.copy("gradle", folder).run(gradle.command(folder.resolve("home"))))
                .contains(gradle.knowsJUnit() ? "BUILD SUCCESSFUL" : "Tests run: 2, Failures: 0");
    }

    private String maven(String example) throws IOException, InterruptedException {
        return Consumer.copy(example, folder)
                .run(List.of(MVNW, "-B", "-ntp", "-nsu", "-Dmaven.repo.local.tail=" + Standalone.repository(), "test"));
    }
}
