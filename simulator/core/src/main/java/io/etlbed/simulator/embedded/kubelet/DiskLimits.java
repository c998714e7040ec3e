package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.DiskUsage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much a pod may have on the disk, and what is said of one that has more, as a kubelet words it.
 *
 * @param volumes limits of {@code emptyDir} volumes on the disk
 * @param containers limits of containers
 */
record DiskLimits(Map<String, Quantity> volumes, Map<String, Quantity> containers) {

    private static final String RESOURCE = "ephemeral-storage";

    static DiskLimits of(Pod pod) {
        Map<String, Quantity> volumes = new LinkedHashMap<>();
        for (Volume volume : pod.getSpec().getVolumes()) {
            EmptyDirVolumeSource folder = volume.getEmptyDir();
            if (folder != null && !MemoryVolumes.isInMemory(folder) && isLimit(folder.getSizeLimit())) {
                volumes.put(volume.getName(), folder.getSizeLimit());
            }
        }
        Map<String, Quantity> containers = new LinkedHashMap<>();
        for (Container container : pod.getSpec().getContainers()) {
            Quantity limit = container.getResources() == null
                    ? null
                    : container.getResources().getLimits().get(RESOURCE);
            if (isLimit(limit)) {
                containers.put(container.getName(), limit);
            }
        }
        return new DiskLimits(volumes, containers);
    }

    boolean isEmpty() {
        return volumes.isEmpty() && containers.isEmpty();
    }

    /** Which limit is exceeded; empty where none is. */
    Optional<String> exceeded(DiskUsage usage) {
        for (Map.Entry<String, Quantity> volume : volumes.entrySet()) {
            if (isMore(usage.volumes().get(volume.getKey()), bytes(volume.getValue()))) {
                return Optional.of("Usage of EmptyDir volume \"" + volume.getKey() + "\" exceeds the limit \""
                        + volume.getValue() + "\". ");
            }
        }
        BigDecimal ofAll = containers.values().stream().map(DiskLimits::bytes).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!containers.isEmpty() && isMore(usage.total(), ofAll)) {
            return Optional.of(
                    "Pod ephemeral local storage usage exceeds the total limit of containers " + text(ofAll) + ". ");
        }
        for (Map.Entry<String, Quantity> container : containers.entrySet()) {
            if (isMore(usage.containers().get(container.getKey()), bytes(container.getValue()))) {
                return Optional.of("Container " + container.getKey() + " exceeded its local ephemeral storage limit \""
                        + container.getValue() + "\". ");
            }
        }
        return Optional.empty();
    }

    /** A single limit as it was written; a sum in bytes. */
    private String text(BigDecimal sum) {
        return containers.size() == 1
                ? containers.values().iterator().next().toString()
                : sum.stripTrailingZeros().toPlainString();
    }

    private static boolean isMore(@Nullable Long used, BigDecimal limit) {
        return used != null && BigDecimal.valueOf(used).compareTo(limit) > 0;
    }

    private static boolean isLimit(@Nullable Quantity quantity) {
        return quantity != null && bytes(quantity).signum() > 0;
    }

    private static BigDecimal bytes(Quantity quantity) {
        return Quantity.getAmountInBytes(quantity);
    }
}
