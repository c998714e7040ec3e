package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;

/** Pods: what is filled in, what is refused, what never changes. */
final class PodRules implements Rules<Pod> {

    private static final String UNCHANGEABLE =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    @Override
    public void begin(Pod pod) {
        pod.setStatus(new PodStatusBuilder().withPhase("Pending").build());
    }

    @Override
    public void complete(Pod pod) {
        if (pod.getSpec() != null) {
            PodDefaults.fill(pod.getSpec());
            if (pod.getStatus() != null && pod.getStatus().getQosClass() == null) {
                pod.getStatus().setQosClass(QualityOfService.of(pod.getSpec()));
            }
        }
    }

    @Override
    public void check(Pod pod, Findings findings) {
        if (pod.getSpec() == null) {
            findings.required("spec.containers", null);
            return;
        }
        PodChecks.check(pod.getSpec(), findings);
    }

    @Override
    public void checkChange(Pod now, Pod before, Findings findings) {
        Long deadline = now.getSpec().getActiveDeadlineSeconds();
        Long deadlineBefore = before.getSpec().getActiveDeadlineSeconds();
        if (deadlineBefore != null && deadline == null) {
            findings.add(FieldError.invalid(
                    "spec.activeDeadlineSeconds", "null", "must not update from a positive integer to nil value"));
        } else if (deadlineBefore != null && deadline > deadlineBefore) {
            findings.invalid("spec.activeDeadlineSeconds", deadline, "must be less than or equal to previous value");
        } else if (!fixedPart(now.getSpec(), before.getSpec()).equals(before.getSpec())) {
            findings.forbidden("spec", UNCHANGEABLE);
        }
    }

    /** How long something is tolerated may change. */
    private static Toleration forever(Toleration toleration) {
        return new TolerationBuilder(toleration).withTolerationSeconds(null).build();
    }

    /** The new spec with the old one's values wherever a change is allowed. */
    private static PodSpec fixedPart(PodSpec now, PodSpec before) {
        PodSpec fixed = new PodSpecBuilder(now)
                .withActiveDeadlineSeconds(before.getActiveDeadlineSeconds())
                .build();
        int containers =
                Math.min(fixed.getContainers().size(), before.getContainers().size());
        for (int i = 0; i < containers; i++) {
            fixed.getContainers().get(i).setImage(before.getContainers().get(i).getImage());
        }
        int init = Math.min(
                fixed.getInitContainers().size(), before.getInitContainers().size());
        for (int i = 0; i < init; i++) {
            fixed.getInitContainers()
                    .get(i)
                    .setImage(before.getInitContainers().get(i).getImage());
        }
        List<Toleration> tolerated =
                now.getTolerations().stream().map(PodRules::forever).toList();
        if (before.getTolerations().stream().map(PodRules::forever).allMatch(tolerated::contains)) {
            fixed.setTolerations(before.getTolerations());
        }
        return fixed;
    }
}
