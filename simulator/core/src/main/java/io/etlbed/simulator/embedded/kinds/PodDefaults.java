package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Kubernetes fills into the spec of a pod. */
final class PodDefaults {

    private static final long GRACE_SECONDS = 30;
    private static final long EVICTION_SECONDS = 300;
    private static final List<String> EVICTING =
            List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

    private PodDefaults() {}

    static void fill(PodSpec spec) {
        if (isEmpty(spec.getRestartPolicy())) {
            spec.setRestartPolicy("Always");
        }
        if (isEmpty(spec.getDnsPolicy())) {
            spec.setDnsPolicy("ClusterFirst");
        }
        if (spec.getTerminationGracePeriodSeconds() == null) {
            spec.setTerminationGracePeriodSeconds(GRACE_SECONDS);
        }
        if (isEmpty(spec.getSchedulerName())) {
            spec.setSchedulerName("default-scheduler");
        }
        if (spec.getSecurityContext() == null) {
            spec.setSecurityContext(new PodSecurityContext());
        }
        if (spec.getEnableServiceLinks() == null) {
            spec.setEnableServiceLinks(true);
        }
        if (spec.getPriority() == null) {
            spec.setPriority(0);
        }
        if (isEmpty(spec.getPreemptionPolicy())) {
            spec.setPreemptionPolicy("PreemptLowerPriority");
        }
        fillServiceAccount(spec);
        fillTolerations(spec);
        spec.getVolumes().forEach(VolumeRules::fill);
        for (Container each : spec.getInitContainers()) {
            ContainerDefaults.fill(each);
        }
        for (Container each : spec.getContainers()) {
            ContainerDefaults.fill(each);
        }
    }

    private static void fillServiceAccount(PodSpec spec) {
        String name = isEmpty(spec.getServiceAccountName()) ? spec.getServiceAccount() : spec.getServiceAccountName();
        spec.setServiceAccountName(isEmpty(name) ? "default" : name);
        // The older name of the same field: kubectl and clients read either.
        spec.setServiceAccount(spec.getServiceAccountName());
    }

    /** What is empty counts as left out. */
    static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static void fillTolerations(PodSpec spec) {
        List<Toleration> all = new ArrayList<>(spec.getTolerations());
        for (String taint : EVICTING) {
            boolean said = all.stream()
                    .anyMatch(each -> isEmpty(each.getKey()) || each.getKey().equals(taint));
            if (!said) {
                all.add(new TolerationBuilder()
                        .withKey(taint)
                        .withOperator("Exists")
                        .withEffect("NoExecute")
                        .withTolerationSeconds(EVICTION_SECONDS)
                        .build());
            }
        }
        spec.setTolerations(all);
    }
}
