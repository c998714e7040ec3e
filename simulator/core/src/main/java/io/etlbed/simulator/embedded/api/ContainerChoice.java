package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which container of a pod a request means. */
final class ContainerChoice {

    private ContainerChoice() {}

    /**
     * The one that is named, or the only one.
     *
     * @throws ApiStatusException 400 if the pod has none of that name, or has several and none is named
     */
    static String of(Pod pod, Optional<String> asked) {
        String name = pod.getMetadata().getName();
        List<String> names = names(pod.getSpec().getContainers());
        if (asked.isEmpty()) {
            if (names.size() == 1) {
                return names.get(0);
            }
            throw ApiStatusException.badRequest("a container name must be specified for pod " + name
                    + ", choose one of: [" + String.join(" ", names) + "]");
        }
        List<String> init = names(pod.getSpec().getInitContainers());
        if (Stream.concat(names.stream(), init.stream()).noneMatch(asked.get()::equals)) {
            throw ApiStatusException.badRequest("container " + asked.get() + " is not valid for pod " + name);
        }
        return asked.get();
    }

    private static List<String> names(List<Container> containers) {
        return containers.stream().map(Container::getName).toList();
    }
}
