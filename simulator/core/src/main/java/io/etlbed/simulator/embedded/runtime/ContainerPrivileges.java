package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What root of a container may do: what container engines let it do by default, but for making device files, and what its
 * spec asks for of that which it cannot use against its sandbox. What has been mounted for it is undone with capabilities
 * that it does not have, and no program that it starts gets them. It may make a user namespace of its own and be anything
 * there: the kernel locks the mounts that it takes along.
 */
public final class ContainerPrivileges {

    /** Processes and threads of a container. The kernel does not hold root of the host to it, but for in a control group. */
    static final int MOST_PROCESSES = 2048;

    private static final String ALL = "all";

    private static final List<String> USUAL = List.of(
            "chown",
            "dac_override",
            "fowner",
            "fsetid",
            "kill",
            "setgid",
            "setuid",
            "setpcap",
            "setfcap",
            "net_bind_service",
            "net_raw",
            "sys_chroot");

    /** With {@code sys_admin} it would undo its mounts, and with {@code sys_ptrace} it would get that from its first process. */
    private static final List<String> MORE = List.of("net_admin", "net_broadcast", "ipc_owner");

    private ContainerPrivileges() {}

    /** Whether a container can have a capability if it asks for it, such as {@code net_admin}, or {@code all}. */
    public static boolean grants(String capability) {
        return capability.equals(ALL) || USUAL.contains(capability) || MORE.contains(capability);
    }

    /**
     * Words before a command, to which options of {@code setpriv} and then the command may be added: it is run with these
     * privileges.
     *
     * @param change what is other than usual, such as {@code -all,+net_bind_service}
     */
    static List<String> words(HostPrograms programs, Optional<String> change) {
        StringBuilder kept = new StringBuilder("-all");
        capabilities(change).forEach(name -> kept.append(",+").append(name));
        return new ArrayList<>(List.of(
                programs.path("prlimit"),
                "--nproc=" + MOST_PROCESSES + ":" + MOST_PROCESSES,
                programs.path("setpriv"),
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=" + kept));
    }

    private static Set<String> capabilities(Optional<String> change) {
        Set<String> kept = new LinkedHashSet<>(USUAL);
        for (String each : change.map(text -> text.split(",", -1)).orElse(new String[0])) {
            boolean add = each.startsWith("+");
            String name = each.substring(1);
            if (name.equals(ALL)) {
                kept.clear();
            }
            if (add && name.equals(ALL)) {
                kept.addAll(USUAL);
                kept.addAll(MORE);
            } else if (add && grants(name)) {
                kept.add(name);
            } else {
                kept.remove(name);
            }
        }
        return kept;
    }
}
