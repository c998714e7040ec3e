package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.network.HostPorts;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a pod's annotation {@code etlbed.io/host-ports} asks for: pods of this cluster have no way out of their network, and
 * reach by this, at 127.0.0.1, the ports of the host that are named there, such as {@code "8080, 9090"}.
 */
final class PodHostPorts {

    static final String ANNOTATION = "etlbed.io/host-ports";

    private static final int HIGHEST = 65535;

    private PodHostPorts() {}

    /** Opens them for a pod that has its network; what cannot be had is said in an event. */
    static Optional<HostPorts> open(NodeContext node, Pod pod, String podIp) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        String asked = annotations == null ? null : annotations.get(ANNOTATION);
        if (asked == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(HostPorts.open(node.runtime().network(), podIp, parse(asked), node.threads()));
        } catch (IOException | IllegalArgumentException failure) {
            String message = "annotation " + ANNOTATION + " (\"" + asked + "\"): " + failure.getMessage();
            node.events().warning(pod, null, "FailedHostPorts", message);
            return Optional.empty();
        }
    }

    static Set<Integer> parse(String text) {
        Set<Integer> ports = new TreeSet<>();
        for (String word : text.split(",", -1)) {
            String digits = word.strip();
            int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
            if (port < 1 || port > HIGHEST) {
                throw new IllegalArgumentException("'" + digits + "' is no port: expected 1 to " + HIGHEST);
            }
            ports.add(port);
        }
        return ports;
    }
}
