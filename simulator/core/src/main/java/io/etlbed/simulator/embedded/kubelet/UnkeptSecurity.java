package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.ContainerPrivileges;
import io.fabric8.kubernetes.api.model.AppArmorProfile;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of security contexts is not kept: fields, each with the reason where there is one to tell. */
final class UnkeptSecurity {

    private static final String ONE_GROUP =
            " (a container has one user and one group, and its volumes are its user's: it can write to them)";

    private final List<String> found = new ArrayList<>();

    private UnkeptSecurity() {}

    static List<String> of(@Nullable PodSecurityContext context, String path) {
        UnkeptSecurity unkept = new UnkeptSecurity();
        if (context != null) {
            unkept.note(context.getFsGroup() != null, path + ".fsGroup" + ONE_GROUP);
            unkept.note(!context.getSupplementalGroups().isEmpty(), path + ".supplementalGroups" + ONE_GROUP);
            unkept.note(!context.getSysctls().isEmpty(), path + ".sysctls");
            unkept.profiles(
                    context.getSeLinuxOptions(), context.getSeccompProfile(), context.getAppArmorProfile(), path);
        }
        return unkept.found;
    }

    static List<String> of(@Nullable SecurityContext context, String path) {
        UnkeptSecurity unkept = new UnkeptSecurity();
        if (context != null) {
            unkept.profiles(
                    context.getSeLinuxOptions(), context.getSeccompProfile(), context.getAppArmorProfile(), path);
            String mount = context.getProcMount();
            unkept.note(mount != null && !mount.isEmpty() && !"Default".equals(mount), path + ".procMount " + mount);
            List<String> added = context.getCapabilities() == null
                    ? List.of()
                    : context.getCapabilities().getAdd();
            for (String capability : added) {
                String name = capability.toLowerCase(Locale.ROOT).replaceFirst("^cap_", "");
                unkept.note(
                        !ContainerPrivileges.grants(name),
                        path + ".capabilities.add " + capability
                                + " (a pod has no power over this host, nor over what keeps it apart)");
            }
        }
        return unkept.found;
    }

    private void profiles(
            @Nullable SELinuxOptions linux,
            @Nullable SeccompProfile calls,
            @Nullable AppArmorProfile armor,
            String path) {
        note(linux != null, path + ".seLinuxOptions");
        note(calls != null && !"Unconfined".equals(calls.getType()), path + ".seccompProfile");
        note(armor != null && !"Unconfined".equals(armor.getType()), path + ".appArmorProfile");
    }

    private void note(boolean asked, String field) {
        if (asked) {
            found.add(field);
        }
    }
}
