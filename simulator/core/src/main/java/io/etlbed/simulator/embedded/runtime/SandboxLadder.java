package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which rungs this host has for this JVM. */
public final class SandboxLadder {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxLadder.class);

    private static final String ALLOW_USERS = ". What to do: allow user namespaces to this user (sysctl"
            + " user.max_user_namespaces above 0; kernel.unprivileged_userns_clone=1 on older Debian;"
            + " kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu 23.10 and later); in a container, run it with"
            + " --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt"
            + " systempaths=unconfined";
    private static final String ALLOW_ROOT = ". What to do: run it as root; in a container, with --privileged, or with"
            + " --cap-add SYS_ADMIN --cap-add NET_ADMIN --security-opt apparmor=unconfined --security-opt"
            + " systempaths=unconfined";

    private SandboxLadder() {}

    /**
     * One rung, as this host has it.
     *
     * @param absence why it cannot be had here, and what to do about it; empty where it can
     */
    public record Rung(Sandbox sandbox, Optional<String> absence) {

        public boolean present() {
            return absence.isEmpty();
        }
    }

    /** All of them, the best first; the first that is present is the one that is taken. Starts a few short processes. */
    public static List<Rung> examine() {
        return Arrays.stream(Sandbox.values())
                .map(rung -> new Rung(rung, absence(rung)))
                .toList();
    }

    /** Why this host has no rung on which pods are apart from it; empty where it has one. */
    public static Optional<String> withoutIsolation() {
        return best().isolates() ? Optional.empty() : Optional.of(isolationAbsent());
    }

    /**
     * The rung to take.
     *
     * @param asked the one that must be
     * @throws SimulatorException if that one, or every one, is absent; the message says why and what to do
     */
    static Sandbox choose(Optional<Sandbox> asked) {
        if (asked.isPresent()) {
            Sandbox rung = asked.get();
            absence(rung).ifPresent(why -> {
                throw new SimulatorException("this host has no sandbox '" + rung.word() + "' (" + rung.description()
                        + "): " + why + ". `./etlbed doctor` tells what there is.");
            });
            return rung;
        }
        Sandbox rung = best();
        if (!rung.isolates()) {
            LOG.warn(
                    "pods are not kept apart from this host: they see its files and processes, and share its ports. {}",
                    isolationAbsent());
        }
        return rung;
    }

    /** The best that is there. */
    static Sandbox best() {
        return Arrays.stream(Sandbox.values())
                .filter(rung -> absence(rung).isEmpty())
                .findFirst()
                .orElseThrow(() -> new SimulatorException("this host has no sandbox for pods: "
                        + absence(Sandbox.NONE).orElse("")));
    }

    private static String isolationAbsent() {
        return Arrays.stream(Sandbox.values())
                .filter(Sandbox::isolates)
                .map(rung -> rung.word() + ": " + absence(rung).orElse("there"))
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> absence(Sandbox rung) {
        Optional<String> missing = HostPrograms.missing();
        if (missing.isPresent()) {
            return missing;
        }
        HostPrograms programs = HostPrograms.find();
        return switch (rung) {
            case DOORS ->
                SandboxTrial.withUsers(programs)
                        .map(SandboxLadder::usersForbidden)
                        .or(SandboxLadder::doorsForbidden);
            case RELAY -> SandboxTrial.withUsersBelow(programs).map(SandboxLadder::usersForbidden);
            case ROOT -> rootForbidden(programs);
            case NONE -> Optional.empty();
        };
    }

    private static String usersForbidden(String trial) {
        return "this host does not let user namespaces be made. " + trial + ALLOW_USERS;
    }

    private static Optional<String> doorsForbidden() {
        return Capabilities.mayEnterNetworks()
                ? Optional.empty()
                : Optional.of(
                        "this JVM may not enter the networks of pods, for it is neither root nor was it started in a"
                                + " user namespace of its own. What to do: start it by ./etlbed, or by `unshare -Ur`");
    }

    private static Optional<String> rootForbidden(HostPrograms programs) {
        return Capabilities.mayEnterNetworks()
                ? SandboxTrial.withoutUsers(programs)
                        .map(trial -> "this host does not let its root make namespaces. " + trial + ALLOW_ROOT)
                : Optional.of("this JVM is not root, or lacks CAP_SYS_ADMIN" + ALLOW_ROOT);
    }
}
