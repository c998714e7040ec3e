package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.fabric8.kubernetes.api.model.EndpointAddress;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The same addresses as in a service's endpoints, in slices: where newer clients look for them. */
final class EndpointSlices {

    private static final int LARGEST = 100;
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final Map<String, String> MANAGED =
            Map.of("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");

    private final Shelf<EndpointSlice> slices;

    EndpointSlices(ObjectStore store) {
        this.slices = store.of(EndpointSlice.class);
    }

    /** Makes the slices of a service what they should be; those that it has keep their names. */
    void write(Service service, List<EndpointSubset> subsets) {
        String namespace = service.getMetadata().getNamespace();
        List<EndpointSlice> present = of(namespace, service.getMetadata().getName());
        List<EndpointSlice> wanted = wanted(subsets);
        for (int i = 0; i < wanted.size(); i++) {
            EndpointSlice slice = wanted.get(i);
            if (i < present.size()) {
                slices.update(
                        namespace,
                        present.get(i).getMetadata().getName(),
                        current -> new EndpointSliceBuilder(current)
                                .withEndpoints(slice.getEndpoints())
                                .withPorts(slice.getPorts())
                                .build());
            } else {
                slices.create(owned(slice, service));
            }
        }
        present.stream().skip(wanted.size()).forEach(this::delete);
    }

    /** Removes the slices of a service that is gone. */
    void remove(String namespace, String service) {
        of(namespace, service).forEach(this::delete);
    }

    private List<EndpointSlice> of(String namespace, String service) {
        return slices.list(
                        namespace,
                        slice -> slice.getMetadata().getLabels() != null
                                && service.equals(
                                        slice.getMetadata().getLabels().get(SERVICE))
                                && slice.getMetadata().getLabels().entrySet().containsAll(MANAGED.entrySet()))
                .items();
    }

    private void delete(EndpointSlice slice) {
        slices.delete(slice.getMetadata().getNamespace(), slice.getMetadata().getName(), Deletion.usual());
    }

    /** As many as it takes, and at least one: a service without pods has an empty one. */
    private static List<EndpointSlice> wanted(List<EndpointSubset> subsets) {
        List<EndpointSlice> all = new ArrayList<>();
        for (EndpointSubset subset : subsets) {
            List<Endpoint> endpoints = Stream.concat(
                            subset.getAddresses().stream().map(each -> endpoint(each, true)),
                            subset.getNotReadyAddresses().stream().map(each -> endpoint(each, false)))
                    .toList();
            List<EndpointPort> ports = subset.getPorts().stream()
                    .map(port -> new EndpointPortBuilder()
                            .withName(port.getName() == null ? "" : port.getName())
                            .withPort(port.getPort())
                            .withProtocol(port.getProtocol())
                            .build())
                    .toList();
            for (int first = 0; first < endpoints.size(); first += LARGEST) {
                all.add(slice(endpoints.subList(first, Math.min(first + LARGEST, endpoints.size())), ports));
            }
        }
        return all.isEmpty() ? List.of(slice(List.of(), List.of())) : all;
    }

    private static EndpointSlice slice(List<Endpoint> endpoints, List<EndpointPort> ports) {
        return new EndpointSliceBuilder()
                .withAddressType("IPv4")
                .withEndpoints(endpoints)
                .withPorts(ports)
                .build();
    }

    private static Endpoint endpoint(EndpointAddress address, boolean ready) {
        return new EndpointBuilder()
                .withAddresses(address.getIp())
                .withNewConditions()
                .withReady(ready)
                .withServing(ready)
                .withTerminating(false)
                .endConditions()
                .withNodeName(address.getNodeName())
                .withTargetRef(address.getTargetRef())
                .build();
    }

    private static EndpointSlice owned(EndpointSlice slice, Service service) {
        return new EndpointSliceBuilder(slice)
                .withNewMetadata()
                .withGenerateName(service.getMetadata().getName() + "-")
                .withNamespace(service.getMetadata().getNamespace())
                .addToLabels(MANAGED)
                .addToLabels(SERVICE, service.getMetadata().getName())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Service")
                        .withName(service.getMetadata().getName())
                        .withUid(service.getMetadata().getUid())
                        .withController(true)
                        .withBlockOwnerDeletion(true)
                        .build())
                .endMetadata()
                .build();
    }
}
