package io.etlbed.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the real k3s, where an image of it is at hand. */
@EnabledIfEnvironmentVariable(
        named = "ETLBED_K3S_IMAGE",
        matches = ".+",
        disabledReason = "no k3s image at hand; one that the Docker engine has can be named in ETLBED_K3S_IMAGE")
@Timeout(1200)
class RealK3sIT {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    Path temp;

    @Test
    void no_requirement_that_is_asked_of_a_cluster_fails_on_k3s() {
        int code = run("conformance", "run", "--provider", "k3s", "--report", temp.toString());

        // 3: none failed, but some were skipped, such as init code without AIStore's own runtime images.
        assertThat(code).as(out.toString(UTF_8)).isIn(0, 3);
    }

    @Test
    void the_md5_playbook_runs_on_k3s() {
        assertThat(run("playbook", "run", "md5", "--provider", "k3s"))
                .as(out.toString(UTF_8))
                .isZero();
    }

    private int run(String... arguments) {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        return Etlbed.run(new Console(stream, stream), arguments);
    }
}
