package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a container requests, and is limited to, as it may ask for it ({@code resourceFieldRef}). */
final class ResourceFields {

    private static final String LIMITS = "limits.";
    private static final String REQUESTS = "requests.";

    private ResourceFields() {}

    /**
     * How many divisors there are in the amount, rounded up; of a limit that is not given what the node has, of a request
     * 0.
     *
     * @param own the container that asks, whose resources are meant unless another one is named
     * @param allocatable what the node has for pods
     * @throws ConfigException if there is no such container or resource
     */
    static String value(Pod pod, Container own, ResourceFieldSelector selector, Map<String, Quantity> allocatable)
            throws ConfigException {
        String name = selector.getContainerName();
        Container container = name == null || name.isEmpty() ? own : named(pod, name);
        Quantity amount = amount(container, String.valueOf(selector.getResource()), allocatable);
        BigDecimal divisor =
                selector.getDivisor() == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(selector.getDivisor());
        return Quantity.getAmountInBytes(amount)
                .divide(divisor.signum() == 0 ? BigDecimal.ONE : divisor, 0, RoundingMode.CEILING)
                .toPlainString();
    }

    static Container named(Pod pod, String name) throws ConfigException {
        Optional<Container> found = Stream.concat(
                        pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
                .filter(container -> container.getName().equals(name))
                .findFirst();
        return found.orElseThrow(() -> new ConfigException("container " + name + " not found"));
    }

    private static Quantity amount(Container container, String resource, Map<String, Quantity> allocatable)
            throws ConfigException {
        ResourceRequirements resources =
                container.getResources() == null ? new ResourceRequirements() : container.getResources();
        if (resource.startsWith(LIMITS)) {
            String name = resource.substring(LIMITS.length());
            Quantity limit = of(resources.getLimits(), name);
            return Quantity.getAmountInBytes(limit).signum() == 0 ? of(allocatable, name) : limit;
        }
        if (resource.startsWith(REQUESTS)) {
            return of(resources.getRequests(), resource.substring(REQUESTS.length()));
        }
        throw new ConfigException("unsupported container resource : " + resource);
    }

    private static Quantity of(@Nullable Map<String, Quantity> amounts, String name) {
        return amounts == null ? new Quantity("0") : amounts.getOrDefault(name, new Quantity("0"));
    }
}
