package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import io.etlbed.simulator.embedded.runtime.SandboxLadder.Rung;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxesIT {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void md5_lives_its_whole_life_on_each_rung(Sandbox rung) throws Exception {
        assumePresent(rung);
        try (EtlCluster cluster = EtlCluster.builder()
                .sandbox(rung)
                .folder(folder.resolve("cluster"))
                .start()) {
            Md5Example.init(cluster.url(), "md5-rung");
            Md5Example.transform(cluster.url(), "md5-rung");
            List<Pod> pods = pods(cluster);
            assertThat(pods).hasSize(3);
            assertThat(pods).allSatisfy(pod -> assertThat(warned(cluster, pod)).isEqualTo(rung == Sandbox.NONE));
            try (AisClient client = AisClient.of(cluster.url())) {
                client.etl().stop("md5-rung");
                assertThat(pods(cluster)).isEmpty();
                client.etl().start("md5-rung");
            }
            Md5Example.transform(cluster.url(), "md5-rung");
            Md5Example.remove(cluster.url(), "md5-rung");
            assertThat(pods(cluster)).isEmpty();
        }
        assertThat(folder.resolve("cluster")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"relay,", "none,", "doors,unshare -U -r"})
    void md5_runs_for_an_ordinary_user_too(String rung, @Nullable String prefix) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can become another user");
        Path work = Files.createDirectory(folder.resolve("work"));
        for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
            boolean open = Files.getPosixFilePermissions(above).contains(PosixFilePermission.OTHERS_EXECUTE);
            Path closed = above;
            assumeTrue(open || closed.equals(folder.toAbsolutePath()), () -> "an ordinary user cannot enter " + closed);
        }
        Files.setAttribute(folder, "unix:mode", 0755);
        Files.setAttribute(work, "unix:uid", 65534);
        List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        if (prefix != null) {
            command.addAll(List.of(prefix.split(" ", -1)));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + work,
                "-Duser.home=" + work,
                "-Detlbed.cache=" + work.resolve("cache"),
                "-cp",
                readableClassPath(folder.resolve("classes")),
                Md5Main.class.getName(),
                work.resolve("cluster").toString(),
                rung));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).endsWith(Md5Main.WELL + "\n");
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void a_rung_that_is_absent_is_told_at_once_with_what_to_do() {
        Rung absent = SandboxLadder.examine().stream()
                .filter(rung -> !rung.present())
                .findFirst()
                .orElse(null);
        assumeTrue(absent != null, "this host has every rung");
        assertThatThrownBy(() -> EtlCluster.builder()
                        .sandbox(absent.sandbox())
                        .folder(folder)
                        .start())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining(
                        "this host has no sandbox '" + absent.sandbox().word() + "'")
                .hasMessageContaining("What to do: ");
    }

    @Test
    void a_sandbox_for_containers_of_java_code_is_refused() {
        assertThatThrownBy(() -> EtlCluster.builder()
                        .inproc()
                        .sandbox(Sandbox.NONE)
                        .folder(folder)
                        .start())
                .isInstanceOf(SimulatorException.class)
                .hasMessageContaining("a cluster of handlers alone has none");
    }

    /** Maven's own folder may be in a home that is closed to others. */
    private static String readableClassPath(Path place) throws IOException {
        Files.createDirectory(place);
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path source = Path.of(entry);
            Path copy = place.resolve(entries.size() + "-" + source.getFileName());
            if (Files.exists(source)) {
                try (Stream<Path> all = Files.walk(source)) {
                    for (Path each : all.toList()) {
                        Files.copy(each, copy.resolve(source.relativize(each).toString()));
                    }
                }
                entries.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void assumePresent(Sandbox sandbox) {
        SandboxLadder.examine().stream()
                .filter(rung -> rung.sandbox() == sandbox)
                .forEach(rung -> assumeTrue(rung.present(), () -> rung.absence().orElse("")));
    }

    private static List<Pod> pods(EtlCluster cluster) {
        return cluster.kubernetes().pods().inNamespace("ais").list().getItems();
    }

    private static boolean warned(EtlCluster cluster, Pod pod) {
        return cluster.kubernetes().v1().events().inNamespace("ais").list().getItems().stream()
                .filter(event -> event.getInvolvedObject()
                        .getName()
                        .equals(pod.getMetadata().getName()))
                .filter(event -> "NotIsolated".equals(event.getReason()))
                .map(Event::getMessage)
                .anyMatch(message -> message.contains("shares files, processes, ports and network with this host"));
    }
}
