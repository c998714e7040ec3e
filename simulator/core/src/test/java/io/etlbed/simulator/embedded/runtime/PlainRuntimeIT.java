package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.Sandbox;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last rung: pods without namespaces. */
class PlainRuntimeIT {

    private static final long PATIENCE = 30;
    private static final String FIRST = "10.244.0.2";
    private static final String SECOND = "10.244.0.3";

    @TempDir
    Path temp;

    private PodRuntime runtime;
    private PreparedImage python;

    @BeforeEach
    void start() {
        Rungs.assumePresent(Sandbox.NONE);
        runtime = PodRuntimes.start(temp.resolve("pods"), Isolation.BEST.in(Sandbox.NONE));
        python = Pods.image(temp.resolve("image"));
    }

    @AfterEach
    void stop() {
        runtime.close();
        assertThat(temp.resolve("pods")).doesNotExist();
    }

    @Test
    void every_pod_says_that_files_and_ports_are_shared() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            assertThat(pod.warnings())
                    .singleElement()
                    .asString()
                    .contains("the pod shares files, processes, ports and network with this host and with other pods");
        }
    }

    @Test
    void two_pods_of_python_programs_are_lent_port_80_at_once_and_each_finds_its_own() throws Exception {
        try (PodSandbox first = runtime.create(Pods.pod(FIRST));
                PodSandbox second = runtime.create(Pods.pod(SECOND))) {
            first.start(Pods.run(python, "python3", "/app/server.py"));
            second.start(Pods.run(python, "python3", "/app/server.py"));

            assertThat(Pods.get(runtime.network(), FIRST, "/a"))
                    .contains("200 OK")
                    .endsWith(" me /a");
            assertThat(Pods.get(runtime.network(), SECOND, "/b"))
                    .contains("200 OK")
                    .endsWith(" me /b");
            String own = "import urllib.request as r; print(r.urlopen('http://127.0.0.1:80/own').read().decode())";
            assertThat(output(second, python, "python3", "-c", own)).endsWith(" me /own\n");
        }
        assertThatThrownBy(() -> runtime.network().connect(FIRST, 80))
                .hasMessageContaining("no running pod has the address " + FIRST);
    }

    @Test
    void a_port_that_nobody_in_the_pod_has_is_refused() throws Exception {
        try (ServerSocketChannel somebodyElse = ServerSocketChannel.open().bind(null);
                PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            int port = Pods.port(somebodyElse);
            pod.start(Pods.run(python, "sleep", "1000"));
            assertThatThrownBy(() -> runtime.network().connect(FIRST, port)).hasMessageContaining("Connection refused");
        }
    }

    @Test
    void any_other_program_has_the_port_of_the_host_and_a_second_pod_is_told_whose_it_is() throws Exception {
        int port;
        try (ServerSocketChannel free = ServerSocketChannel.open().bind(null)) {
            port = Pods.port(free);
        }
        try (PodSandbox first = runtime.create(Pods.pod(FIRST));
                PodSandbox second = runtime.create(Pods.pod(SECOND))) {
            first.start(declaring(port, "sleep", "1000"));
            assertThatThrownBy(() -> second.start(declaring(port, "sleep", "1000")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + port + " is that of the pod with the address " + FIRST)
                    .hasMessageContaining("Let one of them listen on another port");
        }
    }

    @Test
    void a_port_that_another_program_of_the_host_has_is_told_as_such() throws Exception {
        try (ServerSocketChannel somebodyElse = ServerSocketChannel.open().bind(null);
                PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            int port = Pods.port(somebodyElse);
            assertThatThrownBy(() -> pod.start(declaring(port, "sleep", "1000")))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + port + " cannot be had: Address already in use")
                    .hasMessageContaining("Another program has it");
        }
    }

    @Test
    void port_80_is_refused_where_it_is_roots_and_the_message_says_what_to_do() throws Exception {
        int first = Integer.parseInt(Files.readString(Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start"))
                .strip());
        assumeTrue(first > 80, "everybody may listen on port 80 here");
        // Root of a user namespace is nobody in the network of the host.
        List<String> command = List.of(
                "unshare",
                "-U",
                "-r",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                PlainPortMain.class.getName(),
                temp.resolve("other").toString());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(
                        "port 80 cannot be had: Permission denied; without namespaces (sandbox none) the ports of pods are"
                                + " this host's. Let the program listen on a port from 1024 on, or let this user have those below")
                .contains("net.ipv4.ip_unprivileged_port_start");
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void limits_are_kept_and_what_is_not_is_said() throws Exception {
        Confinement wishes = new Confinement(
                OptionalLong.of(64 << 20),
                OptionalLong.empty(),
                OptionalLong.of(1000),
                OptionalLong.empty(),
                Optional.empty(),
                false,
                true);
        String greedy = "x = [bytearray(1 << 20) for i in range(300)]; import time; time.sleep(60)";
        ContainerSpec plain = Pods.run(python, "python3", "-c", greedy);
        ContainerSpec confined = new ContainerSpec(
                plain.name(),
                plain.image(),
                plain.command(),
                plain.environment(),
                plain.workingDirectory(),
                plain.mounts(),
                plain.shown(),
                plain.ports(),
                false,
                false,
                Optional.of("/dev/termination-log"),
                wishes);
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            RunningContainer container = pod.start(confined);
            assertThat(container.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(137);
            assertThat(container.outOfMemory()).isTrue();
            assertThat(container.shortfalls())
                    .contains(
                            "securityContext.runAsUser is not kept without namespaces (sandbox none)",
                            "securityContext.readOnlyRootFilesystem is not kept without namespaces (sandbox none)");
        }
    }

    @Test
    void what_a_pod_has_on_the_disk_is_measured_and_its_last_words_are_read() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST, "shared"))) {
            ContainerSpec given = mounted(
                    "head -c 3000000 /dev/zero > /data/x; printf enough > /words; echo written; exec sleep 1000");
            ContainerSpec talking = new ContainerSpec(
                    given.name(),
                    given.image(),
                    given.command(),
                    given.environment(),
                    given.workingDirectory(),
                    given.mounts(),
                    given.shown(),
                    given.ports(),
                    false,
                    false,
                    Optional.of("/words"),
                    Confinement.NONE);
            RunningContainer writer = pod.start(talking);
            await().atMost(Duration.ofSeconds(PATIENCE))
                    .until(() -> Pods.text(writer).contains("written"));
            assertThat(pod.diskUsage().volumes().get("shared")).isBetween(3_000_000L, 4_000_000L);
            writer.terminate();
            writer.exit().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(writer.terminationMessage())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("enough");
        }
    }

    @Test
    void a_pod_reaches_a_listener_that_was_opened_for_it() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST));
                ServerSocketChannel listener = runtime.network().listen(FIRST, 0)) {
            String call = "import socket; s=socket.create_connection(('127.0.0.1', %d)); print(s.recv(9).decode())"
                    .formatted(Pods.port(listener));
            RunningContainer caller = pod.start(Pods.run(python, "python3", "-c", call));
            try (SocketChannel accepted = listener.accept()) {
                accepted.write(StandardCharsets.UTF_8.encode("welcome"));
            }
            assertThat(caller.exit().get(PATIENCE, TimeUnit.SECONDS)).isZero();
            assertThat(Pods.text(caller)).isEqualTo("welcome\n");
        }
    }

    @Test
    void paths_to_the_image_and_to_volumes_lead_to_where_they_are() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST, "shared"))) {
            ContainerSpec writer = mounted("echo $SAID > /data/x; ls /app /data; pwd");
            assertThat(text(pod.start(writer)))
                    .startsWith(temp.resolve("image/app").toRealPath() + ":\nserver.py\n")
                    .contains("volumes/shared:\nx\n")
                    .endsWith("/volumes/shared\n");
            assertThat(text(pod.start(mounted("cat /data/x"))))
                    .isEqualTo(temp.resolve("image/app").toRealPath() + "/server.py and /application\n");
        }
    }

    @Test
    void what_a_container_leaves_running_ends_with_it() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            RunningContainer parent = pod.start(Pods.run(
                    python,
                    "sh",
                    "-c",
                    "setsid sleep 4711 > /dev/null 2>&1 & setsid sleep 4712 & echo $PPID; exec sleep 0.2"));
            assertThat(parent.exit().get(PATIENCE, TimeUnit.SECONDS)).isZero();
            await().atMost(Duration.ofSeconds(PATIENCE))
                    .untilAsserted(() -> assertThat(ProcessHandle.allProcesses()
                                    .filter(each ->
                                            each.info().commandLine().orElse("").matches(".*sleep 471[12]$")))
                            .isEmpty());
        }
    }

    @Test
    void a_program_can_be_started_besides_and_a_command_that_is_not_there_is_told_apart() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod(FIRST))) {
            RunningContainer idle = pod.start(Pods.run(python, "sleep", "1000"));
            idle.started().get(PATIENCE, TimeUnit.SECONDS);
            ContainerProgram program =
                    idle.exec(ProgramSpec.talking(List.of("sh", "-c", "ls /app; echo $WHO; exit 7")));
            assertThat(new String(program.stdout().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("server.py\nme\n");
            assertThat(program.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(7);
            idle.terminate();
            assertThat(idle.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(143);

            RunningContainer missing = pod.start(Pods.run(python, "no-such-program"));
            assertThatThrownBy(() -> missing.started().get(PATIENCE, TimeUnit.SECONDS))
                    .hasMessageContaining("no-such-program: executable file not found in $PATH");
        }
    }

    private ContainerSpec declaring(int port, String... command) throws Exception {
        Path empty = Files.createDirectories(temp.resolve("empty"));
        Bundle other = new Bundle("test/other", empty, List.of(), List.of(), Map.of(), Set.of());
        return new ContainerSpec(
                "main",
                new PreparedImage(other, List.of()),
                List.of(command),
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(port),
                false);
    }

    private ContainerSpec mounted(String script) {
        return new ContainerSpec(
                "main",
                python,
                List.of("sh", "-ec", script),
                Map.of("PATH", "/usr/bin:/bin", "SAID", "/app/server.py and /application"),
                Optional.of("/data"),
                List.of(new ContainerSpec.Mount("shared", "", "/data", false)),
                List.of(),
                List.of(),
                false);
    }

    private static String output(PodSandbox pod, PreparedImage image, String... command) throws Exception {
        return text(pod.start(Pods.run(image, command)));
    }

    private static String text(RunningContainer container) throws Exception {
        container.exit().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(container.started()).as(Pods.text(container)).isCompleted();
        return Pods.text(container);
    }
}
