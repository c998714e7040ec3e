package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A JVM of its own that starts, without namespaces, a program that listens on port 80; it prints what came of it. */
final class PlainPortMain {

    private PlainPortMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Path rootfs = Files.createDirectories(folder.resolve("rootfs"));
        Bundle bundle = new Bundle("test/other", rootfs, List.of(), List.of(), Map.of(), Set.of());
        ContainerSpec container = new ContainerSpec(
                "main",
                new PreparedImage(bundle, List.of()),
                List.of("sleep", "1"),
                Map.of("PATH", "/usr/bin:/bin"),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(80),
                false);
        try (PodRuntime runtime = PodRuntimes.start(folder.resolve("pods"), Isolation.BEST.in(Sandbox.NONE));
                PodSandbox pod = runtime.create(Pods.pod("10.244.0.2"))) {
            System.out.println("exit code " + pod.start(container).exit().join());
        } catch (StartException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
