package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a container sees which volume of its pod. */
final class VolumeMounts {

    private VolumeMounts() {}

    /** @param variables of the container, to which {@code subPathExpr} may refer */
    static List<ContainerSpec.Mount> of(Pod pod, Container container, Map<String, String> variables) {
        // What comes from the API is written by nobody else.
        Set<String> writable = pod.getSpec().getVolumes().stream()
                .filter(volume -> volume.getEmptyDir() != null)
                .map(Volume::getName)
                .collect(Collectors.toSet());
        return container.getVolumeMounts().stream()
                .map(mount -> new ContainerSpec.Mount(
                        mount.getName(),
                        subPath(mount, variables),
                        mount.getMountPath(),
                        Boolean.TRUE.equals(mount.getReadOnly()) || !writable.contains(mount.getName())))
                .toList();
    }

    private static String subPath(VolumeMount mount, Map<String, String> variables) {
        if (mount.getSubPathExpr() != null && !mount.getSubPathExpr().isEmpty()) {
            return Expansion.expand(mount.getSubPathExpr(), variables);
        }
        return mount.getSubPath() == null ? "" : mount.getSubPath();
    }
}
