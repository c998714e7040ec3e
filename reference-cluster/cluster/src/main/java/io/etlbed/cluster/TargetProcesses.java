package io.etlbed.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How targets run that are processes of their own, each a JVM on this one's class path.
 *
 * @param kubeconfig of the Kubernetes where the pods of ETLs run; without it every ETL call is answered that it needs
 *     Kubernetes
 * @param jvmOptions of each process, such as {@code -Xmx256m}
 */
public record TargetProcesses(Optional<Path> kubeconfig, List<String> jvmOptions) {

    public TargetProcesses {
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Processes of moderate size, that come up quickly. */
    public static TargetProcesses on(Optional<Path> kubeconfig) {
        return new TargetProcesses(kubeconfig, List.of("-Xmx512m", "-XX:+UseSerialGC"));
    }
}
