package io.etlbed.simulator.docker.k3s;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a server from a pod on every node. No image is needed for it but one that a node has for itself: what runs is the node's
 * own kubectl, one static program.
 */
record PodCaller(KubernetesClient client, List<K3sNode> nodes) {

    private static final Logger LOG = LoggerFactory.getLogger(PodCaller.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String NAMESPACE = "default";
    private static final String PROGRAMS = "/var/lib/rancher/k3s/data";

    /** What kubectl is told, to call a path of a plain HTTP server. */
    static List<String> call(String url, String path) {
        return List.of("--kubeconfig=/dev/null", "--server=" + url, "--request-timeout=5s", "get", "--raw", path);
    }

    /**
     * Calls from each node.
     *
     * @param word the path that is called, with the node's name after it
     * @param heard paths that the server has heard of
     * @return a node whose pod has run and was not heard. Where a pod does not come to run nothing is known: that is said in the
     *     log, as it may be for reasons of its own, such as an image that is not there yet
     */
    Optional<String> unheard(String url, String word, Set<String> heard) throws InterruptedException {
        List<Pod> pods = new ArrayList<>();
        try {
            for (K3sNode node : nodes) {
                Optional<String> image = NodeImages.any(node);
                if (image.isEmpty()) {
                    LOG.debug("{} has no image yet, so that no pod can call from it", node.name());
                    continue;
                }
                pods.add(client.resource(pod(node, image.get(), call(url, word + "-" + node.name())))
                        .create());
            }
            return ended(pods).stream()
                    .map(pod -> pod.getSpec().getNodeName())
                    .filter(node -> !heard.contains(word + "-" + node))
                    .findFirst();
        } catch (KubernetesClientException e) {
            LOG.warn("whether pods reach this host could not be tried: {}", e.getMessage());
            return Optional.empty();
        } finally {
            pods.forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
        }
    }

    private List<Pod> ended(List<Pod> pods) throws InterruptedException {
        List<Pod> ended = new ArrayList<>();
        Optional<String> waiting = new Patience(LIMIT).await(() -> {
            ended.clear();
            for (Pod pod : pods) {
                Pod now = client.resource(pod).get();
                if (now != null
                        && List.of("Succeeded", "Failed")
                                .contains(now.getStatus().getPhase())) {
                    ended.add(now);
                }
            }
            return ended.size() == pods.size() ? Optional.empty() : Optional.of("pods that call this host");
        });
        waiting.ifPresent(what -> LOG.warn(
                "{} of {} {} have not run within {} s: whether it is reached is known from nodes alone",
                pods.size() - ended.size(),
                pods.size(),
                what,
                LIMIT.toSeconds()));
        return ended;
    }

    private static Pod pod(K3sNode node, String image, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(PROGRAMS + "/current/bin/kubectl"));
        command.addAll(arguments);
        return new PodBuilder()
                .withNewMetadata()
                .withName("etlbed-call-" + node.name())
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node.name())
                .withRestartPolicy("Never")
                .withAutomountServiceAccountToken(false)
                .addNewContainer()
                .withName("call")
                .withImage(image)
                .withImagePullPolicy("Never")
                .withCommand(command)
                .addNewVolumeMount()
                .withName("programs")
                .withMountPath(PROGRAMS)
                .withReadOnly(true)
                .endVolumeMount()
                .endContainer()
                .addNewVolume()
                .withName("programs")
                .withNewHostPath()
                .withPath(PROGRAMS)
                .endHostPath()
                .endVolume()
                .endSpec()
                .build();
    }
}
