package io.etlbed.simulator.docker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.docker.BusyboxImage;
import io.etlbed.simulator.docker.TestEngine;
import io.etlbed.simulator.docker.engine.ContainerSpec.InnerFile;
import io.etlbed.simulator.docker.engine.ContainerSpec.PublishedPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@TestEngine
@Timeout(120)
class DockerEngineIT {

    private static final String IMAGE = "etlbed-test/busybox:1";
    private static final String NETWORK = "etlbed-test";
    private static final Map<String, String> LABELS = Map.of("io.etlbed.test", "engine");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private DockerEngine engine;

    @BeforeEach
    void connect() throws Exception {
        engine = DockerEngine.connect();
        engine.images().build(BusyboxImage.in(temp.resolve("image"), Map.of(), ""), IMAGE, LABELS);
        engine.networks().create(NETWORK, LABELS);
    }

    @AfterEach
    void leaveNothing() {
        engine.containers().labelled(LABELS).forEach(engine.containers()::remove);
        engine.networks().remove(NETWORK);
        engine.images().remove(IMAGE);
        engine.close();
    }

    @Test
    void it_says_what_it_is() {
        assertThat(engine.info().version()).matches("\\d+\\..*");
        assertThat(engine.info().cgroups()).isBetween(1, 2);
        assertThat(engine.remoteHost()).isEmpty();
    }

    @Test
    void an_image_is_built_from_a_folder_found_listed_and_saved_under_its_name() throws Exception {
        assertThat(engine.images().find(IMAGE)).hasValueSatisfying(image -> {
            assertThat(image.id()).startsWith("sha256:");
            assertThat(image.tags()).containsExactly(IMAGE);
            assertThat(image.labels()).containsAllEntriesOf(LABELS);
        });
        assertThat(engine.images().find("etlbed-test/other")).isEmpty();
        assertThat(engine.images().named("etlbed-test/")).containsExactly(IMAGE);

        try (InputStream saved = engine.images().save(List.of(IMAGE));
                TarArchiveInputStream tar = new TarArchiveInputStream(saved)) {
            assertThat(manifest(tar)).containsPattern("\"RepoTags\":\\[\"(docker.io/)?" + IMAGE + "\"]");
        }
    }

    private static String manifest(TarArchiveInputStream tar) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals("manifest.json")) {
                return new String(tar.readAllBytes(), UTF_8);
            }
        }
        return "none";
    }

    @Test
    void a_build_that_fails_says_what_the_build_has_said() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("broken"));

        assertThatThrownBy(() -> engine.images().build(folder, "etlbed-test/broken:1", LABELS))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("there is no Dockerfile in " + folder);

        Files.writeString(folder.resolve("Dockerfile"), "FROM " + IMAGE + System.lineSeparator() + "COPY nothing /");
        assertThatThrownBy(() -> engine.images().build(folder, "etlbed-test/broken:1", LABELS))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("etlbed-test/broken:1 cannot be built from " + folder)
                .hasMessageContaining("nothing")
                .hasMessageMatching("(?is).*step 2/.*");
    }

    @Test
    void a_program_gets_its_input_as_a_stream_and_its_end() throws Exception {
        String id = engine.containers().run(spec("etlbed-test-input", Privilege.REDUCED));
        byte[] piece = new byte[1024 * 1024];
        int pieces = 40;
        InputStream input = new SequenceInputStream(Collections.enumeration(Collections.nCopies(pieces, piece).stream()
                .map(ByteArrayInputStream::new)
                .toList()));

        ExecResult counted = engine.containers().inside(id).exec(List.of("wc", "-c"), input, LIMIT);

        assertThat(counted.exitCode()).isZero();
        assertThat(counted.output().strip()).isEqualTo(String.valueOf(pieces * piece.length));
    }

    @Test
    void a_program_that_ends_before_its_input_does_ends_the_call_and_one_that_waits_for_it_is_given_up()
            throws Exception {
        String id = engine.containers().run(spec("etlbed-test-early", Privilege.REDUCED));
        Inside inside = engine.containers().inside(id);
        try (PipedOutputStream open = new PipedOutputStream();
                PipedInputStream input = new PipedInputStream(open)) {
            open.write("first".getBytes(UTF_8));

            assertThat(inside.exec(List.of("head", "-c", "5"), input, LIMIT).output())
                    .isEqualTo("first");
            assertThatThrownBy(() -> inside.exec(List.of("cat"), input, Duration.ofMillis(300)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("`cat` in container")
                    .hasMessageContaining("has not ended");
        }
    }

    @Test
    void exit_codes_and_both_outputs_come_back_and_what_takes_too_long_is_given_up() throws Exception {
        Inside inside =
                engine.containers().inside(engine.containers().run(spec("etlbed-test-exec", Privilege.REDUCED)));

        ExecResult failed = inside.exec(List.of("sh", "-c", "echo good; echo bad >&2; exit 7"), LIMIT);

        assertThat(failed).isEqualTo(new ExecResult(7, "good\n", "bad\n"));
        assertThat(failed.summary()).isEqualTo("exit code 7: bad");
        assertThatThrownBy(() -> inside.exec(List.of("sleep", "60"), Duration.ofMillis(300)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("`sleep 60` in container")
                .hasMessageContaining("has not ended");
    }

    @Test
    void files_are_laid_into_a_container_before_it_starts_and_read_from_it() throws Exception {
        String id = engine.containers().run(spec("etlbed-test-files", Privilege.REDUCED));
        Inside inside = engine.containers().inside(id);

        assertThat(inside.read("/etlbed/start")).contains("exec \"$@\"");
        assertThat(inside.exec(List.of("sh", "-c", "echo written > /tmp/x"), LIMIT)
                        .well())
                .isTrue();
        assertThat(inside.read("/tmp/x")).isEqualTo("written\n");
        assertThatThrownBy(() -> inside.read("/no/such/file"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("/no/such/file of container");
        assertThat(inside.log(10)).contains("started as asked");
    }

    @Test
    void a_container_without_the_right_to_everything_still_has_what_a_kubelet_needs() throws Exception {
        String id = engine.containers().run(spec("etlbed-test-reduced", Privilege.REDUCED));
        Inside inside = engine.containers().inside(id);

        String masked = inside.exec(List.of("grep", "-c", "/proc/", "/proc/mounts"), LIMIT)
                .output();
        String lists = inside.exec(List.of("cat", "/proc/1/status"), LIMIT).output();
        ExecResult kernelLog = inside.exec(List.of("sh", "-c", "exec < /dev/kmsg && echo opened"), LIMIT);

        assertThat(masked.strip()).as("paths of /proc that are masked").isEqualTo("0");
        assertThat(lists).containsPattern("Seccomp:\\s+0");
        // All but the 24th, SYS_RESOURCE, and what the machine itself lacks.
        assertThat(lists).containsPattern("CapEff:\\s+[0-9a-f]*feffffff");
        assertThat(kernelLog.output()).isEqualTo("opened\n");
        assertThat(engine.containers().inspect(id)).hasValueSatisfying(state -> {
            assertThat(state.running()).isTrue();
            assertThat(state.published()).isPresent();
            assertThat(state.address()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
        });
    }

    @Test
    void full_privileges_are_refused_in_the_engines_words_where_the_machine_lacks_one_and_nothing_is_left()
            throws Exception {
        assumeTrue(
                Files.readString(Path.of("/proc/self/status")).contains("CapBnd:\t000001fffeffffff"),
                "this machine has all capabilities");

        assertThatThrownBy(() -> engine.containers().run(spec("etlbed-test-full", Privilege.FULL)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("to start container etlbed-test-full")
                .hasMessageContaining("operation not permitted");

        assertThat(engine.containers().labelled(LABELS)).isEmpty();
    }

    @Test
    void a_missing_image_is_said_at_once() {
        ContainerSpec missing = new ContainerSpec(
                "etlbed-test-none",
                "etlbed-test/none:1",
                List.of(),
                List.of(),
                Map.of(),
                LABELS,
                NETWORK,
                Optional.empty(),
                Privilege.REDUCED,
                Map.of(),
                List.of());

        assertThatThrownBy(() -> engine.containers().run(missing))
                .isInstanceOf(EngineException.class)
                .hasMessageMatching("(?is).*no such image: (docker.io/)?etlbed-test/none:1.*");
    }

    @Test
    void what_is_gone_can_be_removed_again() {
        String id = engine.containers().run(spec("etlbed-test-gone", Privilege.REDUCED));

        engine.containers().remove(id);
        engine.containers().remove(id);
        engine.networks().remove("etlbed-test-no-such-network");
        engine.images().remove("etlbed-test/none:1");

        assertThat(engine.containers().inspect(id)).isEmpty();
        assertThat(engine.networks().labelled(LABELS)).containsExactly(NETWORK);
        assertThat(engine.networks().labels(NETWORK)).containsAllEntriesOf(LABELS);
    }

    private static ContainerSpec spec(String name, Privilege privilege) {
        return new ContainerSpec(
                name,
                IMAGE,
                List.of("/etlbed/start"),
                List.of("sleep", "600"),
                Map.of("PLACE", "here"),
                LABELS,
                NETWORK,
                Optional.of(new PublishedPort(80, "127.0.0.1")),
                privilege,
                Map.of(),
                List.of(new InnerFile("/etlbed/start", """
                        #!/bin/sh
                        echo started as asked
                        exec "$@"
                        """)));
    }
}
