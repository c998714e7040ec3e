package io.etlbed.cluster.etl.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * Places the runner of {@code io://} in the user's container: what the container was to run becomes the program that is run
 * for each object, and in its place an HTTP server waits for objects (COMM-04). An image that brings AIStore's {@code
 * /server} uses that; any other one needs a Python, whatever its version, which is given our runner as a text.
 */
final class IoRunner {

    /** Where the runner listens if the specification names no port. */
    static final int PORT = 80;

    private static final String TEXT = "ETL_IO_RUNNER";

    private static final String START = """
            if [ -x /server ]; then exec /server; fi
            runner=$ETL_IO_RUNNER
            unset ETL_IO_RUNNER
            for python in python3 python python2; do
              if command -v "$python" > /dev/null; then exec "$python" -c "$runner" -- "$@"; fi
            done
            echo "io:// needs a Python in the image, or AIStore's /server: there is neither" >&2
            exit 127
            """;

    private static final String RUNNER = PodSources.ioRunner();

    private IoRunner() {}

    /** @param pod with a command in its container */
    static void place(Pod pod) {
        Container container = pod.getSpec().getContainers().get(0);
        List<String> command = new ArrayList<>(List.of("sh", "-c", START, "io-runner"));
        command.addAll(container.getCommand());
        command.addAll(container.getArgs());
        container.setCommand(command);
        container.setArgs(List.of());
        List<EnvVar> env = new ArrayList<>(container.getEnv());
        env.add(new EnvVar(TEXT, RUNNER.replace("$", "$$"), null));
        if (container.getPorts().isEmpty()) {
            container.setPorts(List.of(new ContainerPortBuilder()
                    .withName("default")
                    .withContainerPort(PORT)
                    .build()));
        }
        env.add(new EnvVar(
                "ETL_PORT", String.valueOf(container.getPorts().get(0).getContainerPort()), null));
        container.setEnv(env);
        if (container.getReadinessProbe() == null) {
            container.setReadinessProbe(new ProbeBuilder()
                    .withNewHttpGet()
                    .withPath("/health")
                    .withNewPort("default")
                    .endHttpGet()
                    .withTimeoutSeconds(5)
                    .withPeriodSeconds(10)
                    .build());
        }
    }
}
