package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Kubernetes fills into a container. */
final class ContainerDefaults {

    private ContainerDefaults() {}

    static void fill(Container container) {
        if (PodDefaults.isEmpty(container.getImagePullPolicy()) && container.getImage() != null) {
            container.setImagePullPolicy(isLatest(container.getImage()) ? "Always" : "IfNotPresent");
        }
        if (PodDefaults.isEmpty(container.getTerminationMessagePath())) {
            container.setTerminationMessagePath("/dev/termination-log");
        }
        if (PodDefaults.isEmpty(container.getTerminationMessagePolicy())) {
            container.setTerminationMessagePolicy("File");
        }
        for (ContainerPort port : container.getPorts()) {
            if (PodDefaults.isEmpty(port.getProtocol())) {
                port.setProtocol("TCP");
            }
        }
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() != null
                    && variable.getValueFrom().getFieldRef() != null
                    && variable.getValueFrom().getFieldRef().getApiVersion() == null) {
                variable.getValueFrom().getFieldRef().setApiVersion("v1");
            }
        }
        fillResources(container);
        Stream.of(container.getLivenessProbe(), container.getReadinessProbe(), container.getStartupProbe())
                .filter(probe -> probe != null)
                .forEach(ContainerDefaults::fillProbe);
        fillLifecycle(container.getLifecycle());
    }

    /** An image without a tag, or with the tag that moves, is asked for each time. */
    private static boolean isLatest(String image) {
        if (image.contains("@")) {
            return false;
        }
        int tag = image.indexOf(':', image.lastIndexOf('/') + 1);
        return tag < 0 || image.substring(tag + 1).equals("latest");
    }

    /** A limit without a request is a request as well. */
    private static void fillResources(Container container) {
        ResourceRequirements resources = container.getResources();
        if (resources == null) {
            container.setResources(new ResourceRequirements());
            return;
        }
        var requests = new LinkedHashMap<>(resources.getRequests());
        resources.getLimits().forEach(requests::putIfAbsent);
        resources.setRequests(requests);
    }

    private static void fillProbe(Probe probe) {
        probe.setTimeoutSeconds(or(probe.getTimeoutSeconds(), 1));
        probe.setPeriodSeconds(or(probe.getPeriodSeconds(), 10));
        probe.setSuccessThreshold(or(probe.getSuccessThreshold(), 1));
        probe.setFailureThreshold(or(probe.getFailureThreshold(), 3));
        fillGet(probe.getHttpGet());
    }

    private static void fillLifecycle(@Nullable Lifecycle lifecycle) {
        if (lifecycle != null && lifecycle.getPostStart() != null) {
            fillGet(lifecycle.getPostStart().getHttpGet());
        }
        if (lifecycle != null && lifecycle.getPreStop() != null) {
            fillGet(lifecycle.getPreStop().getHttpGet());
        }
    }

    private static void fillGet(@Nullable HTTPGetAction get) {
        if (get != null && PodDefaults.isEmpty(get.getScheme())) {
            get.setScheme("HTTP");
        }
        if (get != null && (get.getPath() == null || get.getPath().isEmpty())) {
            get.setPath("/");
        }
    }

    private static Integer or(@Nullable Integer value, int otherwise) {
        return value == null || value == 0 ? otherwise : value;
    }
}
