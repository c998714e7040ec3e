package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a container may not do. What a runtime cannot keep it says ({@link RunningContainer#shortfalls()}).
 *
 * @param memoryBytes the most memory that it may have; beyond that it is ended
 * @param milliCpus the most CPU that it gets, in thousandths of one
 * @param user the number of the user that it runs as; root where absent
 * @param group the number of that user's group; root's where absent
 * @param capabilities which of root's usual powers over its pod it loses, and which it has besides, such as
 *     {@code -all,+net_bind_service}
 * @param noNewPrivileges whether no program in it may have more privileges than what started it
 * @param readOnlyRoot whether it may write to volumes alone
 */
public record Confinement(
        OptionalLong memoryBytes,
        OptionalLong milliCpus,
        OptionalLong user,
        OptionalLong group,
        Optional<String> capabilities,
        boolean noNewPrivileges,
        boolean readOnlyRoot) {

    /** It may do all that its sandbox lets it. */
    public static final Confinement NONE = limits(OptionalLong.empty(), OptionalLong.empty());

    /** Limits alone. */
    public static Confinement limits(OptionalLong memoryBytes, OptionalLong milliCpus) {
        return new Confinement(
                memoryBytes, milliCpus, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), false, false);
    }

    /** Whether it runs as somebody else than root. */
    boolean changesIdentity() {
        return user.orElse(0) != 0 || group.orElse(0) != 0;
    }

    /** The fields of a container's spec that ask for it. */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        memoryBytes.ifPresent(bytes -> fields.add("resources.limits.memory"));
        milliCpus.ifPresent(amount -> fields.add("resources.limits.cpu"));
        user.ifPresent(number -> fields.add("securityContext.runAsUser"));
        group.ifPresent(number -> fields.add("securityContext.runAsGroup"));
        capabilities.ifPresent(change -> fields.add("securityContext.capabilities"));
        if (noNewPrivileges) {
            fields.add("securityContext.allowPrivilegeEscalation: false");
        }
        if (readOnlyRoot) {
            fields.add("securityContext.readOnlyRootFilesystem");
        }
        return fields;
    }
}
