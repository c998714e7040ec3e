package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.FileTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clusters in JVMs that were started in each of the ways in which users start them. */
class OtherJvmsIT {

    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "-r");
    private static final List<String> NO_MORE_OF_THEM = List.of(
            "unshare", "-U", "-r", "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"", "sh");
    private static final List<String> WITHOUT_POWERS =
            List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--ambient-caps=-all");

    @TempDir
    static Path shared;

    private static String classPath = "";

    private final String pod = "pod-" + UUID.randomUUID();
    private @Nullable Process jvm;

    @BeforeAll
    static void makeClassPath() throws IOException {
        Files.setAttribute(shared, "unix:mode", 0755);
        classPath = ReadableClassPath.below(shared.resolve("classes"));
    }

    static Stream<Arguments> ways() throws IOException {
        // Root of a user namespace of its own cannot become somebody else; root of the host can.
        boolean root = Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295")
                && "root".equals(System.getProperty("user.name"));
        Stream<Arguments> own = Stream.of(
                Arguments.of("as it is", List.of(), root ? "doors" : "relay"),
                Arguments.of("in a user namespace", NAMESPACE, "doors"),
                Arguments.of("as root of a host that forbids user namespaces", NO_MORE_OF_THEM, "root"),
                Arguments.of("where nothing is allowed", both(NO_MORE_OF_THEM, WITHOUT_POWERS), "none"));
        Stream<Arguments> nobody = Stream.of(
                Arguments.of("as an ordinary user", NOBODY, "relay"),
                Arguments.of("as an ordinary user in a user namespace", both(NOBODY, NAMESPACE), "doors"));
        return root ? Stream.concat(own, nobody) : own;
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        if (jvm != null) {
            jvm.destroyForcibly().waitFor();
        }
        FileTree.remove(shared.resolve(pod));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void a_cluster_serves(String way, List<String> prefix, String sandbox) throws Exception {
        Process child = start(prefix, "check", sandbox);
        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(ClusterMain.WELL);
        assertThat(child.waitFor()).isZero();
        assertThat(processesOfThePod()).isEmpty();
        assertThat(Path.of(folder(), "cluster")).doesNotExist();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void a_jvm_that_is_killed_leaves_no_process(String way, List<String> prefix, String sandbox) throws Exception {
        Process child = start(prefix, "stay", sandbox);
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().anyMatch(line -> line.equals(ClusterMain.RUNNING)))
                    .isTrue();
        }
        assertThat(processesOfThePod()).isNotEmpty();
        child.destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(processesOfThePod()).isEmpty());
    }

    @Test
    void a_host_without_user_namespaces_is_told_as_such() throws Exception {
        Process child = start(both(NO_MORE_OF_THEM, WITHOUT_POWERS), "check", "none");
        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("pods are not kept apart from this host")
                .contains("doors: this host does not let user namespaces be made. Tried: ")
                .contains("it said: unshare: unshare failed: No space left on device")
                .contains("sysctl user.max_user_namespaces above 0")
                .contains("root: this JVM is not root, or lacks CAP_SYS_ADMIN");
        assertThat(child.waitFor()).isZero();
    }

    private Process start(List<String> prefix, String what, String sandbox) throws IOException {
        Path folder = Files.createDirectory(shared.resolve(pod));
        if (prefix.containsAll(NOBODY)) {
            Optional<Path> closed = ReadableClassPath.closedAbove(shared);
            assumeTrue(closed.isEmpty(), () -> "an ordinary user cannot enter " + closed.orElseThrow());
            Files.setAttribute(folder, "unix:uid", 65534);
            Files.setAttribute(folder, "unix:gid", 65534);
        }
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath,
                ClusterMain.class.getName(),
                folder.toString(),
                pod,
                what,
                sandbox));
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        jvm = child;
        return child;
    }

    private String folder() {
        return shared.resolve(pod).toString();
    }

    /** By their command lines and variables: the pod's name is in those of each, and in nobody else's. */
    private List<String> processesOfThePod() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> mentions(process.resolve("cmdline")) || mentions(process.resolve("environ")))
                    .map(Path::toString)
                    .toList();
        }
    }

    private boolean mentions(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(pod);
        } catch (IOException gone) {
            return false;
        }
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
