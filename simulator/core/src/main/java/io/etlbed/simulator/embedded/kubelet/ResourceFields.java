package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceFieldSelector;
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
     * How many divisors there are in the amount, rounded up; of a limit that is not given, as of a request, 0.
     *
     * @param own the container that asks, whose resources are meant unless another one is named
     * @throws ConfigException if there is no such container or resource
     */
    static String value(Pod pod, Container own, ResourceFieldSelector selector) throws ConfigException {
        String name = selector.getContainerName();
        Container container = name == null || name.isEmpty() ? own : named(pod, name);
        Quantity amount = amount(container, String.valueOf(selector.getResource()));
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

    private static Quantity amount(Container container, String resource) throws ConfigException {
        if (container.getResources() == null) {
            return new Quantity("0");
        }
        if (resource.startsWith(LIMITS)) {
            return of(container.getResources().getLimits(), resource.substring(LIMITS.length()));
        }
        if (resource.startsWith(REQUESTS)) {
            return of(container.getResources().getRequests(), resource.substring(REQUESTS.length()));
        }
        throw new ConfigException("unsupported container resource : " + resource);
    }

    private static Quantity of(@Nullable Map<String, Quantity> amounts, String name) {
        return amounts == null ? new Quantity("0") : amounts.getOrDefault(name, new Quantity("0"));
    }
}
