package io.etlbed.simulator.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.embedded.cgroup.Cgroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("rungs")
class ProcessRuntimeIT {

    private static final long PATIENCE = 30;

    @Parameter
    private Sandbox sandbox = Sandbox.NONE;

    @TempDir
    Path temp;

    private PodRuntime runtime;
    private PreparedImage image;

    static Stream<Sandbox> rungs() {
        return Stream.of(Sandbox.values()).filter(Sandbox::isolates);
    }

    @BeforeEach
    void start() {
        Rungs.assumePresent(sandbox);
        runtime = PodRuntimes.start(temp.resolve("pods"), Isolation.BEST.in(sandbox));
        image = Pods.image(temp.resolve("image"));
    }

    @AfterEach
    void stop() {
        runtime.close();
        assertThat(temp.resolve("pods")).doesNotExist();
    }

    @Test
    void two_pods_listen_on_port_80_at_once() throws Exception {
        PodNetwork network = runtime.network();
        try (PodSandbox first = runtime.create(Pods.pod("10.244.0.2"));
                PodSandbox second = runtime.create(Pods.pod("10.244.0.3"))) {
            first.start(Pods.run(image, "python3", "/app/server.py"));
            second.start(Pods.run(image, "python3", "/app/server.py"));

            assertThat(Pods.get(network, "10.244.0.2", "/a")).contains("200 OK").endsWith(" me /a");
            assertThat(Pods.get(network, "10.244.0.3", "/b")).contains("200 OK").endsWith(" me /b");
        }
        assertThatThrownBy(() -> network.connect("10.244.0.2", 80))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no running pod has the address 10.244.0.2");
    }

    @Test
    void a_pod_reaches_a_listener_that_was_opened_in_its_network() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"));
                ServerSocketChannel listener = runtime.network().listen("10.244.0.2", 0)) {
            String call =
                    "import socket; s=socket.create_connection(('127.0.0.1', %d)); s.sendall(b'hello'); print(s.recv(9).decode())";
            RunningContainer caller = pod.start(Pods.run(image, "python3", "-c", call.formatted(Pods.port(listener))));
            try (SocketChannel accepted = listener.accept()) {
                ByteBuffer heard = ByteBuffer.allocate(5);
                while (heard.hasRemaining()) {
                    accepted.read(heard);
                }
                assertThat(new String(heard.array(), StandardCharsets.UTF_8)).isEqualTo("hello");
                accepted.write(ByteBuffer.wrap("welcome".getBytes(StandardCharsets.UTF_8)));
            }
            assertThat(caller.exit().get(PATIENCE, TimeUnit.SECONDS)).isZero();
            assertThat(Pods.text(caller)).isEqualTo("welcome\n");
        }
    }

    @Test
    void a_pod_is_root_on_a_host_of_its_own_without_a_way_out() throws Exception {
        SandboxSpec spec = Pods.pod("10.244.0.2");
        try (PodSandbox pod = runtime.create(spec)) {
            assertThat(output(pod, "hostname; id -u; ls /root | wc -l; ls /home 2>&1; ls /proc | grep -c '^[0-9]'"))
                    .startsWith(spec.hostname() + "\n0\n0\n")
                    .contains("No such file")
                    .doesNotContain(System.getProperty("user.name") + "\n");
            assertThat(output(pod, "getent hosts \"$(hostname)\"")).contains("10.244.0.2");
            assertThat(output(pod, "touch /usr/x 2>&1; touch /app/x 2>&1; echo ok > /tmp/x; cat /tmp/x"))
                    .contains("touch: cannot touch '/usr/x': Read-only file system")
                    .contains("touch: cannot touch '/app/x': Read-only file system")
                    .endsWith("ok\n");
            String call =
                    "import socket\ntry:\n  socket.create_connection(('1.1.1.1', 53), 5)\nexcept OSError as e: print(e)";
            RunningContainer caller = pod.start(Pods.run(image, "python3", "-c", call));
            caller.exit().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(Pods.text(caller)).contains("Network is unreachable");
        }
    }

    @Test
    void a_container_cannot_undo_its_mounts_nor_change_the_kernel() throws Exception {
        Files.writeString(Files.createDirectories(temp.resolve("image/app")).resolve("kept"), "as it was");
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            String attack = """
                    mount -o remount,bind,rw /app
                    umount /app
                    echo changed > /app/kept
                    true >> /proc/sys/kernel/core_pattern
                    [ -w /proc/sysrq-trigger ] && echo may reboot
                    unshare -U -r -m sh -c 'mount -o remount,bind,rw /app; echo changed > /app/kept; umount /proc/sys'
                    grep CapEff /proc/self/status
                    """;
            String said = output(pod, attack);
            assertThat(said).contains("CapEff:\t00000000800425fb").doesNotContain("may reboot");
            assertThat(said.split("Read-only file system", -1)).as(said).hasSizeGreaterThan(3);
            RunningContainer idle = pod.start(Pods.run(image, "sleep", "1000"));
            idle.started().get(PATIENCE, TimeUnit.SECONDS);
            ContainerProgram entered = idle.exec(ProgramSpec.talking(List.of("sh", "-c", attack)));
            assertThat(new String(entered.stdout().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("CapEff:\t00000000800425fb");
            entered.stdin().close();
        }
        assertThat(temp.resolve("image/app/kept")).hasContent("as it was");
    }

    @Test
    void another_user_has_no_powers_and_root_has_those_that_it_asks_for_but_over_its_sandbox() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            String look = "id -u; id -g; grep CapEff /proc/self/status";
            assertThat(confined(pod, look, OptionalLong.of(1000), Optional.of("-all,+kill")))
                    .isEqualTo("1000\n0\nCapEff:\t0000000000000000\n");
            assertThat(confined(pod, look, OptionalLong.empty(), Optional.of("-all,+kill,+sys_admin")))
                    .isEqualTo("0\n0\nCapEff:\t0000000000000020\n");
            assertThat(confined(pod, look, OptionalLong.empty(), Optional.of("+all,-net_raw")))
                    .isEqualTo("0\n0\nCapEff:\t0000000080049dfb\n");
        }
    }

    private String confined(PodSandbox pod, String script, OptionalLong user, Optional<String> capabilities)
            throws Exception {
        ContainerSpec plain = Pods.run(image, "sh", "-c", script);
        Confinement confinement = new Confinement(
                OptionalLong.empty(), OptionalLong.empty(), user, OptionalLong.empty(), capabilities, false, false);
        RunningContainer container = pod.start(new ContainerSpec(
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
                Optional.empty(),
                confinement));
        container.exit().get(PATIENCE, TimeUnit.SECONDS);
        return Pods.text(container);
    }

    @Test
    void containers_of_a_pod_share_its_volumes_and_its_network() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2", "shared"))) {
            ContainerSpec first = mounted("first", "/app/data", false, "echo hello > /app/data/x; ls /app");
            ContainerSpec second = mounted("second", "/data", true, "cat /data/x; echo > /data/y");

            RunningContainer writer = pod.start(first);
            assertThat(writer.exit().get(PATIENCE, TimeUnit.SECONDS))
                    .as(Pods.text(writer))
                    .isZero();
            assertThat(Pods.text(writer)).isEqualTo("data\nserver.py\n");
            RunningContainer reader = pod.start(second);
            assertThat(reader.exit().get(PATIENCE, TimeUnit.SECONDS)).isNotZero();
            assertThat(Pods.text(reader)).startsWith("hello\n").contains("Read-only file system");
        }
    }

    @Test
    void what_an_image_lays_over_a_folder_of_the_system_is_seen_there_beside_the_system() throws Exception {
        Path root = temp.resolve("image");
        Files.createDirectories(root.resolve("usr/share/etlbed"));
        Files.writeString(root.resolve("usr/share/etlbed/note"), "over usr");
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/motd"), " and etc");
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("bin/greet"), "#!/bin/sh\ncat /usr/share/etlbed/note /etc/motd\n");
        assertThat(root.resolve("bin/greet").toFile().setExecutable(true)).isTrue();
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            assertThat(output(pod, "greet")).isEqualTo("over usr and etc");
        }
    }

    @Test
    void ending_a_container_ends_what_it_left_running_and_tells_the_signal() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            RunningContainer sleeper = pod.start(Pods.run(image, "sh", "-c", "sleep 1000 & exec sleep 1000"));
            sleeper.started().get(PATIENCE, TimeUnit.SECONDS);
            sleeper.terminate();
            assertThat(sleeper.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(143);

            RunningContainer deaf =
                    pod.start(Pods.run(image, "sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"));
            deaf.started().get(PATIENCE, TimeUnit.SECONDS);
            deaf.terminate();
            deaf.kill();
            assertThat(deaf.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(137);
        }
    }

    @Test
    void a_command_that_is_not_there_is_told_apart_from_one_that_fails() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            RunningContainer missing = pod.start(Pods.run(image, "no-such-program", "x"));
            assertThatThrownBy(() -> missing.started().get(PATIENCE, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(StartException.class)
                    .hasMessageContaining("no-such-program: executable file not found in $PATH");
            assertThat(missing.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(127);

            RunningContainer failing = pod.start(Pods.run(image, "sh", "-c", "echo oh; exit 3"));
            failing.started().get(PATIENCE, TimeUnit.SECONDS);
            assertThat(failing.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(3);
            assertThat(Pods.text(failing)).isEqualTo("oh\n");
        }
    }

    @Test
    void signals_of_the_terminal_are_not_for_pods() throws Exception {
        try (PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            RunningContainer sleeper = pod.start(Pods.run(image, "sleep", "1000"));
            sleeper.started().get(PATIENCE, TimeUnit.SECONDS);

            assertThat(ProcessHandle.current().descendants())
                    .hasSizeGreaterThan(2)
                    .noneMatch(process -> processGroup(process).equals(processGroup(ProcessHandle.current())));
        }
    }

    @Test
    void without_control_groups_memory_is_watched_and_what_is_not_kept_is_said() throws Exception {
        Confinement limits = Confinement.limits(OptionalLong.of(60 << 20), OptionalLong.of(100));
        try (PodRuntime watching =
                        PodRuntimes.start(temp.resolve("watched"), Isolation.BEST.in(sandbox), Cgroups.none());
                PodSandbox pod = watching.create(Pods.pod("10.244.0.9"))) {
            RunningContainer greedy = pod.start(Pods.confined(
                    image, limits, "python3", "-c", "import time; x = bytearray(200 << 20); time.sleep(100)"));
            RunningContainer modest = pod.start(Pods.confined(image, limits, "sleep", "1"));

            assertThat(greedy.exit().get(PATIENCE, TimeUnit.SECONDS)).isEqualTo(137);
            assertThat(greedy.outOfMemory()).isTrue();
            assertThat(greedy.shortfalls())
                    .satisfiesExactly(
                            cpu -> assertThat(cpu).startsWith("resources.limits.cpu is not kept"),
                            memory -> assertThat(memory).startsWith("resources.limits.memory is kept by looking"));
            assertThat(modest.exit().get(PATIENCE, TimeUnit.SECONDS)).isZero();
            assertThat(modest.outOfMemory()).isFalse();
        }
    }

    /** To whose every member a terminal sends its signals. */
    private static String processGroup(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[2];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ContainerSpec mounted(String name, String path, boolean readOnly, String script) {
        return new ContainerSpec(
                name,
                image,
                List.of("sh", "-ec", script),
                Map.of("PATH", "/usr/bin:/bin", "odd.name", "it's $HOME"),
                Optional.of("/tmp"),
                List.of(new ContainerSpec.Mount("shared", "", path, readOnly)),
                List.of(),
                List.of(),
                false);
    }

    private String output(PodSandbox pod, String script) throws Exception {
        RunningContainer container = pod.start(Pods.run(image, "sh", "-c", script));
        container.exit().get(PATIENCE, TimeUnit.SECONDS);
        assertThat(container.started()).as(Pods.text(container)).isCompleted();
        return Pods.text(container);
    }
}
