package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The security context of a container: its own over its pod's.
 *
 * @param user absent where nobody says one; the images here say none, and so it is root
 * @param group as the user
 */
record SecuritySettings(
        OptionalLong user,
        OptionalLong group,
        boolean nonRoot,
        boolean readOnlyRoot,
        boolean noNewPrivileges,
        Optional<String> capabilities) {

    private static final String ALL = "all";

    static SecuritySettings of(Pod pod, Container container) {
        PodSecurityContext shared = pod.getSpec().getSecurityContext() == null
                ? new PodSecurityContext()
                : pod.getSpec().getSecurityContext();
        SecurityContext own =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        boolean readOnlyRoot = Boolean.TRUE.equals(own.getReadOnlyRootFilesystem());
        return new SecuritySettings(
                either(own.getRunAsUser(), shared.getRunAsUser()),
                either(own.getRunAsGroup(), shared.getRunAsGroup()),
                Boolean.TRUE.equals(own.getRunAsNonRoot() == null ? shared.getRunAsNonRoot() : own.getRunAsNonRoot()),
                readOnlyRoot,
                Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()),
                change(own.getCapabilities()));
    }

    /** @throws ConfigException if it must not run as root and would */
    void require(PodContext pod, Container container) throws ConfigException {
        if (!nonRoot || user.orElse(0) != 0) {
            return;
        }
        String where = " (pod: \"" + pod.fullName() + "\", container: " + container.getName() + ")";
        throw new ConfigException(
                user.isPresent()
                        ? "container's runAsUser breaks non-root policy" + where
                        : "container has runAsNonRoot and image will run as root" + where);
    }

    private static OptionalLong either(@Nullable Long own, @Nullable Long shared) {
        Long value = own == null ? shared : own;
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** What is to change in the set of root's usual powers, in the order in which it is to be done. */
    private static Optional<String> change(@Nullable Capabilities asked) {
        if (asked == null) {
            return Optional.empty();
        }
        List<String> add = names(asked.getAdd());
        List<String> drop = names(asked.getDrop());
        List<String> changes = new ArrayList<>();
        if (drop.contains(ALL)) {
            changes.add("-" + ALL);
        }
        add.forEach(name -> changes.add("+" + name));
        drop.stream().filter(name -> !name.equals(ALL) && !add.contains(name)).forEach(name -> changes.add("-" + name));
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join(",", changes));
    }

    private static List<String> names(List<String> capabilities) {
        return capabilities.stream().map(SecuritySettings::kernelName).toList();
    }

    /** Written with CAP_ or without. */
    private static String kernelName(String capability) {
        String name = capability.toLowerCase(Locale.ROOT);
        return name.startsWith("cap_") ? name.substring("cap_".length()) : name;
    }
}
