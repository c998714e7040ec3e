package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own with two pods: a victim, which has a secret in its files, and a hostile one. Arguments: a folder, a
 * sandbox, the folder of the image, and those of the hostile program. Prints what the hostile one has said, a line
 * {@value #VICTIM}, and what the victim's files hold at the end.
 */
final class HostileMain {

    static final String VICTIM = "----- the victim's files";
    static final String SECRET = "ETLBED_TEST_SECRET";

    private HostileMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        Sandbox sandbox = Sandbox.of(arguments[1]).orElseThrow();
        Path rootfs = Path.of(arguments[2]);
        PreparedImage image = Pods.image(rootfs);
        try (PodRuntime runtime = PodRuntimes.start(folder.resolve("pods"), Isolation.BEST.in(sandbox));
                PodSandbox victim = runtime.create(Pods.pod("10.244.0.2", "data"));
                PodSandbox hostile = runtime.create(Pods.pod("10.244.0.3", "data"))) {
            RunningContainer attacked = victim.start(victim(image));
            while (!Pods.text(attacked).contains("ready")) {
                Thread.onSpinWait();
            }
            List<String> words = new ArrayList<>(List.of("python3", "/app/hostile.py"));
            words.addAll(List.of(arguments).subList(3, arguments.length));
            RunningContainer attacker = hostile.start(Pods.run(image, words.toArray(String[]::new)));
            int code = attacker.exit().get(120, TimeUnit.SECONDS);
            System.out.println(Pods.text(attacker));
            System.out.println("exit code " + code);
            System.out.println(VICTIM);
            ContainerProgram look = attacked.exec(ProgramSpec.talking(List.of("cat", "/tmp/mine", "/data/mine")));
            System.out.println(new String(look.stdout().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static ContainerSpec victim(PreparedImage image) {
        Map<String, String> variables = new HashMap<>(Pods.environment(image));
        variables.put("SECRET", System.getenv(SECRET));
        return new ContainerSpec(
                "main",
                image,
                List.of("sh", "-c", "echo $SECRET > /tmp/mine; echo $SECRET > /data/mine; echo ready; exec sleep 1000"),
                variables,
                Optional.empty(),
                List.of(new ContainerSpec.Mount("data", "", "/data", false)),
                List.of(),
                List.of(),
                false);
    }
}
