package io.etlbed.simulator.embedded.controllers;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointAddressBuilder;
import io.fabric8.kubernetes.api.model.EndpointPort;
import io.fabric8.kubernetes.api.model.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.EndpointSubsetBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The addresses of a service's pods, together where their ports are the same. */
final class Subsets {

    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private Subsets() {}

    static List<EndpointSubset> of(Service service, List<Pod> pods) {
        Map<List<EndpointPort>, EndpointSubsetBuilder> byPorts = new LinkedHashMap<>();
        boolean all = Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
        pods.stream()
                .filter(Subsets::hasAddress)
                .sorted(Comparator.comparing((Pod pod) -> pod.getStatus().getPodIP()))
                .forEach(pod -> {
                    List<EndpointPort> ports = ports(service, pod);
                    if (ports.isEmpty() && !service.getSpec().getPorts().isEmpty()) {
                        return;
                    }
                    EndpointSubsetBuilder subset =
                            byPorts.computeIfAbsent(ports, same -> new EndpointSubsetBuilder().withPorts(same));
                    if (all || isReady(pod)) {
                        subset.addToAddresses(address(pod));
                    } else {
                        subset.addToNotReadyAddresses(address(pod));
                    }
                });
        return byPorts.values().stream().map(EndpointSubsetBuilder::build).toList();
    }

    private static boolean hasAddress(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && !pod.getStatus().getPodIP().isEmpty()
                && !ENDED.contains(String.valueOf(pod.getStatus().getPhase()))
                && pod.getMetadata().getDeletionTimestamp() == null;
    }

    private static boolean isReady(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(each -> "Ready".equals(each.getType()) && "True".equals(each.getStatus()));
    }

    private static EndpointAddress address(Pod pod) {
        return new EndpointAddressBuilder()
                .withIp(pod.getStatus().getPodIP())
                .withNodeName(pod.getSpec().getNodeName())
                .withNewTargetRef()
                .withKind("Pod")
                .withName(pod.getMetadata().getName())
                .withNamespace(pod.getMetadata().getNamespace())
                .withUid(pod.getMetadata().getUid())
                .endTargetRef()
                .build();
    }

    private static List<EndpointPort> ports(Service service, Pod pod) {
        List<EndpointPort> ports = new ArrayList<>();
        for (ServicePort port : service.getSpec().getPorts()) {
            number(port, pod)
                    .ifPresent(number -> ports.add(new EndpointPortBuilder()
                            .withName(port.getName())
                            .withPort(number)
                            .withProtocol(port.getProtocol())
                            .build()));
        }
        return ports;
    }

    /** The port by its number, or by the name that a container of the pod gives it. */
    private static Optional<Integer> number(ServicePort port, Pod pod) {
        IntOrString target = port.getTargetPort();
        if (target == null) {
            return Optional.ofNullable(port.getPort());
        }
        if (target.getIntVal() != null) {
            return Optional.of(target.getIntVal());
        }
        for (Container container : pod.getSpec().getContainers()) {
            for (ContainerPort candidate : container.getPorts()) {
                if (target.getStrVal() != null && target.getStrVal().equals(candidate.getName())) {
                    return Optional.of(candidate.getContainerPort());
                }
            }
        }
        return Optional.empty();
    }
}
