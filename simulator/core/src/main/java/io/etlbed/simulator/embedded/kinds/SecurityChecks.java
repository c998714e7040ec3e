package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is refused in security contexts. */
final class SecurityChecks {

    private static final String ESCALATION = "cannot set `allowPrivilegeEscalation` to false and ";

    private SecurityChecks() {}

    static void check(PodSpec spec, Findings findings) {
        PodSecurityContext context = spec.getSecurityContext();
        if (context != null) {
            String at = "spec.securityContext";
            id(at + ".runAsUser", context.getRunAsUser(), findings);
            id(at + ".runAsGroup", context.getRunAsGroup(), findings);
            id(at + ".fsGroup", context.getFsGroup(), findings);
            for (int i = 0; i < context.getSupplementalGroups().size(); i++) {
                id(
                        at + ".supplementalGroups[" + i + "]",
                        context.getSupplementalGroups().get(i),
                        findings);
            }
        }
        if (Boolean.TRUE.equals(spec.getHostPID()) && Boolean.TRUE.equals(spec.getShareProcessNamespace())) {
            findings.invalid(
                    "spec.shareProcessNamespace", "true", "ShareProcessNamespace and HostPID cannot both be enabled");
        }
    }

    static void check(String at, @Nullable SecurityContext context, Findings findings) {
        if (context == null) {
            return;
        }
        id(at + ".runAsUser", context.getRunAsUser(), findings);
        id(at + ".runAsGroup", context.getRunAsGroup(), findings);
        if (Boolean.FALSE.equals(context.getAllowPrivilegeEscalation())) {
            List<String> added = context.getCapabilities() == null
                    ? List.of()
                    : context.getCapabilities().getAdd();
            if (Boolean.TRUE.equals(context.getPrivileged())) {
                findings.invalid(at, "", ESCALATION + "`privileged` to true");
            }
            if (added.contains("CAP_SYS_ADMIN")) {
                findings.invalid(at, "", ESCALATION + "`capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }

    private static void id(String at, @Nullable Long id, Findings findings) {
        if (id != null && (id < 0 || id > Integer.MAX_VALUE)) {
            findings.invalid(at, id, "must be between 0 and 2147483647, inclusive");
        }
    }
}
