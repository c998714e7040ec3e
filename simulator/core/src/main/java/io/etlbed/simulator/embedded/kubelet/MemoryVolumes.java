package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The volumes of a pod that are in memory, and how much of it they may take. */
final class MemoryVolumes {

    private MemoryVolumes() {}

    static boolean isInMemory(EmptyDirVolumeSource folder) {
        return "Memory".equals(folder.getMedium());
    }

    /** By name; the least of the volume's own limit and the memory that all containers together may have. */
    static Map<String, OptionalLong> of(Pod pod) {
        Map<String, OptionalLong> sizes = new LinkedHashMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            EmptyDirVolumeSource folder = volume.getEmptyDir();
            if (folder != null && isInMemory(folder)) {
                sizes.put(
                        volume.getName(),
                        Stream.of(bytes(folder.getSizeLimit()), ofContainers(pod))
                                .filter(size -> size.signum() > 0)
                                .mapToLong(BigDecimal::longValue)
                                .min());
            }
        }
        return sizes;
    }

    /** 0 where one of them has no limit. */
    private static BigDecimal ofContainers(Pod pod) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Container container : pod.getSpec().getContainers()) {
            BigDecimal limit = container.getResources() == null
                    ? BigDecimal.ZERO
                    : bytes(container.getResources().getLimits().get("memory"));
            if (limit.signum() == 0) {
                return BigDecimal.ZERO;
            }
            sum = sum.add(limit);
        }
        return sum;
    }

    private static BigDecimal bytes(@Nullable Quantity quantity) {
        return quantity == null ? BigDecimal.ZERO : Quantity.getAmountInBytes(quantity);
    }
}
