package io.etlbed.ci.soak;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Random;

/** Kills pods: half of the times the pod itself goes, else the processes in it, which Kubernetes then starts again. */
final class Killer {

    private static final String NAMESPACE = "ais";

    private final KubernetesClient kubernetes;
    private final Random random;
    private final Tally tally;

    Killer(KubernetesClient kubernetes, Random random, Tally tally) {
        this.kubernetes = kubernetes;
        this.random = random;
        this.tally = tally;
    }

    void strike() {
        if (random.nextBoolean()) {
            deletePod();
        } else {
            killProcess();
        }
    }

    private void deletePod() {
        List<Pod> pods = kubernetes.pods().inNamespace(NAMESPACE).list().getItems();
        if (!pods.isEmpty()) {
            Pod pod = pods.get(random.nextInt(pods.size()));
            kubernetes
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withName(pod.getMetadata().getName())
                    .withGracePeriod(0)
                    .delete();
            tally.count("pods deleted");
        }
    }

    /** A server in a pod, with its workers or without them. */
    private void killProcess() {
        List<ProcessHandle> servers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("/server"))
                .toList();
        if (!servers.isEmpty()) {
            servers.get(random.nextInt(servers.size())).destroyForcibly();
            tally.count("processes of pods killed");
        }
    }
}
