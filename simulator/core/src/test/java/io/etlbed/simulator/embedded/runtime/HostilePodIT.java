package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.embedded.ReadableClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that tries to get out of its pod, in every way that this test knows, on every rung that promises that it cannot.
 * The test is outside: it has a file, a process, two servers and a secret, and looks at what became of them.
 */
class HostilePodIT {

    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    private static final List<String> NAMESPACE = List.of("unshare", "-U", "-r");
    private static final List<String> NO_MORE_OF_THEM = List.of(
            "unshare", "-U", "-r", "sh", "-c", "echo 0 > /proc/sys/user/max_user_namespaces && exec \"$@\"", "sh");
    private static final Pattern CHILDREN = Pattern.compile("children: (\\d+)");
    private static final String CANARY = """
            import os, socket, sys, threading
            touched = sys.argv[2]
            tcp = socket.socket(); tcp.bind(('0.0.0.0', 0)); tcp.listen()
            unix = socket.socket(socket.AF_UNIX); unix.bind('\\0' + sys.argv[1]); unix.listen()
            def serve(server):
                while True:
                    server.accept()
                    open(touched, 'a').write('touched\\n')
            for each in (tcp, unix):
                threading.Thread(target=serve, args=(each,), daemon=True).start()
            print(tcp.getsockname()[1], flush=True)
            sys.stdin.read()
            """;

    @TempDir
    static Path shared;

    private static String classPath = "";

    private final String word = "left-" + UUID.randomUUID();
    private final String secret = "secret-" + UUID.randomUUID();
    private Path folder = Path.of("");
    private Path file = Path.of("");
    private @Nullable Process canary;
    private @Nullable Process jvm;

    @BeforeAll
    static void makeClassPath() throws IOException {
        Files.setAttribute(shared, "unix:mode", 0755);
        classPath = ReadableClassPath.below(shared.resolve("classes"));
    }

    static Stream<Arguments> ways() throws IOException {
        boolean root = Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295")
                && "root".equals(System.getProperty("user.name"));
        Stream<Arguments> own = Stream.of(
                Arguments.of("relay", "as it is", List.of()),
                Arguments.of("doors", "in a user namespace", NAMESPACE),
                Arguments.of("root", "as root of a host that forbids user namespaces", NO_MORE_OF_THEM));
        return root
                ? Stream.of(
                                own,
                                Stream.of(
                                        Arguments.of("doors", "as root", List.of()),
                                        Arguments.of("root", "as root", List.of()),
                                        Arguments.of("relay", "as an ordinary user", NOBODY),
                                        Arguments.of(
                                                "doors",
                                                "as an ordinary user in a user namespace",
                                                both(NOBODY, NAMESPACE))))
                        .flatMap(each -> each)
                : own;
    }

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(shared.resolve(UUID.randomUUID().toString()));
        file = Files.writeString(Files.createDirectory(folder.resolve("home")).resolve("private"), secret);
        Path app = Files.createDirectories(folder.resolve("image/app"));
        Files.writeString(app.resolve("kept"), "as it was");
        try (var source = Objects.requireNonNull(HostilePodIT.class.getResourceAsStream("hostile.py"))) {
            Files.copy(source, app.resolve("hostile.py"));
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process each : new Process[] {jvm, canary}) {
            if (each != null) {
                each.destroyForcibly().waitFor();
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("ways")
    void it_stays_in_its_pod(String sandbox, String way, List<String> prefix) throws Exception {
        if (prefix.containsAll(NOBODY)) {
            Optional<Path> closed = ReadableClassPath.closedAbove(shared);
            assumeTrue(closed.isEmpty(), () -> "an ordinary user cannot enter " + closed.orElseThrow());
            give(folder);
        }
        Process outside = startCanary(prefix);
        try (BufferedReader port = outside.inputReader(StandardCharsets.UTF_8)) {
            String[] said = attack(sandbox, prefix, outside, port.readLine()).split(HostileMain.VICTIM, -1);

            assertThat(said[0]).contains("DONE", "exit code 0");
            assertThat(said[0]).doesNotContain(secret);
            assertThat(said[0]).doesNotContain("OPENED FOR WRITING", "TRACED", "CONNECTED", "MOUNTED", "UNCOVERED");
            assertThat(said[1].strip().lines()).containsExactly(secret, secret);
            assertThat(file).hasContent(secret);
            assertThat(folder.resolve("image/app/kept")).hasContent("as it was");
            assertThat(Path.of("/usr/kept")).doesNotExist();
            assertThat(outside.isAlive()).isTrue();
            assertThat(folder.resolve("touched")).doesNotExist();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(commandLines()).noneMatch(line -> line.contains(word)));
            bounded(said[0]);
        }
    }

    /** How many processes it could start. */
    private static void bounded(String said) {
        Matcher children = CHILDREN.matcher(said);
        assertThat(children.find()).isTrue();
        assertThat(Integer.parseInt(children.group(1))).isLessThan(ContainerPrivileges.MOST_PROCESSES);
        assertThat(said).contains("fork bomb -> stopped: EAGAIN");
    }

    private String attack(String sandbox, List<String> prefix, Process outside, String port) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                classPath,
                HostileMain.class.getName(),
                folder.toString(),
                sandbox,
                folder.resolve("image").toString(),
                file.toString(),
                folder.resolve("pods").toString(),
                folder.resolve("image").toString(),
                Long.toString(outside.pid()),
                port,
                addressOfHost(),
                word,
                word));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(HostileMain.SECRET, secret);
        Process child = builder.start();
        jvm = child;
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said;
    }

    /** A process of the same user with servers; whoever comes to them leaves a trace. */
    private Process startCanary(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix.containsAll(NOBODY) ? NOBODY : List.of());
        command.addAll(List.of(
                "/usr/bin/python3",
                "-c",
                CANARY,
                word,
                folder.resolve("touched").toString()));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).start();
        canary = started;
        return started;
    }

    private static void give(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.toList()) {
                Files.setAttribute(each, "unix:uid", 65534);
                Files.setAttribute(each, "unix:gid", 65534);
            }
        }
    }

    private static String addressOfHost() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse("127.0.0.1");
    }

    private static List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(each -> each.getFileName().toString().matches("\\d+"))
                    .toList()) {
                try {
                    String line = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                    if (!line.contains("python3") || line.contains("hostile.py")) {
                        lines.add(line);
                    }
                } catch (IOException gone) {
                    // it has ended
                }
            }
        }
        return lines;
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
