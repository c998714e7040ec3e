package io.etlbed.simulator.embedded.controllers;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Change;
import io.etlbed.simulator.embedded.store.Deletion;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.etlbed.simulator.embedded.store.Shelf;
import io.etlbed.simulator.embedded.store.Subscription;
import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.EndpointsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Keeps, for each service with a selector, the addresses of the pods that it selects. */
final class EndpointsController {

    private final Shelf<Service> services;
    private final Shelf<Pod> pods;
    private final Shelf<Endpoints> endpoints;
    private final EndpointSlices slices;

    /** Two threads tell of changes; an older view of the pods must not be written over a newer one. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private final List<Subscription> watches;

    EndpointsController(ObjectStore store) {
        services = store.of(Service.class);
        pods = store.of(Pod.class);
        endpoints = store.of(Endpoints.class);
        slices = new EndpointSlices(store);
        watches = List.of(services.follow(this::serviceChanged), pods.follow(this::podChanged));
    }

    List<Subscription> watches() {
        return watches;
    }

    private void serviceChanged(Change<Service> change) {
        refresh(change.namespace(), change.name());
    }

    private void podChanged(Change<Pod> change) {
        Predicate<Service> concerned = service -> change.current().matches(pod -> selects(service, pod))
                || change.previous()
                        .filter(before -> before.matches(pod -> selects(service, pod)))
                        .isPresent();
        for (Service service : services.list(change.namespace(), concerned).items()) {
            refresh(change.namespace(), service.getMetadata().getName());
        }
    }

    private void refresh(String namespace, String name) {
        oneAtATime.lock();
        try {
            services.get(namespace, name)
                    .ifPresentOrElse(service -> write(service, namespace, name), () -> remove(namespace, name));
        } catch (ApiStatusException e) {
            // The namespace, the service or its endpoints went meanwhile: the change that says so comes as well.
            if (e.code() != 404 && e.code() != 403) {
                throw e;
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void write(Service service, String namespace, String name) {
        if (service.getSpec() == null || service.getSpec().getSelector().isEmpty()) {
            return;
        }
        List<EndpointSubset> subsets = Subsets.of(
                service, pods.list(namespace, pod -> selects(service, pod)).items());
        Map<String, String> labels = service.getMetadata().getLabels();
        if (endpoints.get(namespace, name).isPresent()) {
            endpoints.update(
                    namespace,
                    name,
                    current -> new EndpointsBuilder(current)
                            .editMetadata()
                            .withLabels(labels)
                            .endMetadata()
                            .withSubsets(subsets)
                            .build());
        } else {
            endpoints.create(new EndpointsBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace(namespace)
                    .withLabels(labels)
                    .endMetadata()
                    .withSubsets(subsets)
                    .build());
        }
        slices.write(service, subsets);
    }

    private void remove(String namespace, String name) {
        if (endpoints.get(namespace, name).isPresent()) {
            endpoints.delete(namespace, name, Deletion.usual());
        }
        slices.remove(namespace, name);
    }

    private static boolean selects(Service service, Pod pod) {
        if (service.getSpec() == null) {
            return false;
        }
        Map<String, String> selector = service.getSpec().getSelector();
        Map<String, String> labels = pod.getMetadata().getLabels();
        return !selector.isEmpty()
                && selector.entrySet().stream()
                        .allMatch(each -> Objects.equals(each.getValue(), labels.get(each.getKey())));
    }
}
