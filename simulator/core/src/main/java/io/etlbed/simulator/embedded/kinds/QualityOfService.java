package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How much a pod is promised, by the requests and limits of its containers. */
final class QualityOfService {

    private static final List<String> COUNTED = List.of("cpu", "memory");

    private QualityOfService() {}

    static String of(PodSpec spec) {
        List<ResourceRequirements> all = Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .map(Container::getResources)
                .map(each -> each == null ? new ResourceRequirements() : each)
                .toList();
        boolean nothing =
                all.stream().allMatch(each -> counted(each.getRequests()) == 0 && counted(each.getLimits()) == 0);
        if (nothing) {
            return "BestEffort";
        }
        boolean everything = all.stream()
                .allMatch(each -> counted(each.getLimits()) == COUNTED.size()
                        && COUNTED.stream()
                                .allMatch(name -> each.getLimits()
                                        .get(name)
                                        .equals(each.getRequests().get(name))));
        return everything ? "Guaranteed" : "Burstable";
    }

    private static long counted(Map<String, Quantity> amounts) {
        return COUNTED.stream().filter(amounts::containsKey).count();
    }
}
