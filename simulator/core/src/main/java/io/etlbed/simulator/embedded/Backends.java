package io.etlbed.simulator.embedded;

import io.etlbed.simulator.embedded.network.NodePortForwarder.Backend;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ready pods behind a node port. Read from the pods themselves and not from endpoints, which follow them a moment
 * later: who has seen a pod Ready reaches it.
 */
final class Backends {

    private final ObjectStore store;

    Backends(ObjectStore store) {
        this.store = store;
    }

    List<Backend> of(int nodePort) {
        List<Backend> backends = new ArrayList<>();
        List<Service> services = store.of(Service.class)
                .list(null, service -> portOf(service, nodePort).isPresent())
                .items();
        for (Service service : services) {
            Map<String, String> selector = service.getSpec().getSelector();
            if (selector == null || selector.isEmpty()) {
                continue;
            }
            ServicePort port = portOf(service, nodePort).orElseThrow();
            store.of(Pod.class)
                    .list(service.getMetadata().getNamespace(), pod -> isReady(pod) && selects(selector, pod))
                    .items()
                    .forEach(pod -> target(port, pod)
                            .ifPresent(target ->
                                    backends.add(new Backend(pod.getStatus().getPodIP(), target))));
        }
        return backends;
    }

    private static Optional<ServicePort> portOf(Service service, int nodePort) {
        return service.getSpec() == null
                ? Optional.empty()
                : service.getSpec().getPorts().stream()
                        .filter(port -> port.getNodePort() != null && port.getNodePort() == nodePort)
                        .findFirst();
    }

    private static boolean selects(Map<String, String> selector, Pod pod) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels != null && labels.entrySet().containsAll(selector.entrySet());
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
    }

    private static Optional<Integer> target(ServicePort port, Pod pod) {
        IntOrString target = port.getTargetPort();
        if (target == null) {
            return Optional.of(port.getPort());
        }
        if (target.getIntVal() != null) {
            return Optional.of(target.getIntVal());
        }
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(candidate -> target.getStrVal().equals(candidate.getName()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }
}
