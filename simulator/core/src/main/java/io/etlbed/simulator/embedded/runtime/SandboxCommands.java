package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The command lines of pods. Every process asks the kernel to be ended with the one that started it. With namespaces of
 * users a pod is root of its own one, and nothing outside of it is its; without, it is root of this host, and has but the
 * capabilities that {@link ContainerPrivileges} leaves it.
 */
final class SandboxCommands {

    /**
     * Does what is to be done first, lets every user of the pod listen on low ports, as container runtimes do, says that the
     * namespaces are there, and holds them until its input ends.
     */
    private static final String HOLD = """
            set -e
            %s
            { echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start; } 2>/dev/null || :
            "$1" "$2"
            echo ready
            read -r _
            """;

    private final HostPrograms programs;
    private final boolean users;
    private final List<String> prefix;

    private SandboxCommands(HostPrograms programs, boolean users, OptionalLong parent) {
        this.programs = programs;
        this.users = users;
        List<String> words = ours(programs);
        parent.ifPresent(pid -> words.addAll(
                List.of(programs.path("nsenter"), "-t", Long.toString(pid), "-U", "--preserve-credentials")));
        this.prefix = List.copyOf(words);
    }

    /** Pods have user namespaces, made out of this JVM's. */
    static SandboxCommands withUsers(HostPrograms programs) {
        return new SandboxCommands(programs, true, OptionalLong.empty());
    }

    /** Pods have user namespaces, made out of that of a process. */
    static SandboxCommands withUsersBelow(HostPrograms programs, long parent) {
        return new SandboxCommands(programs, true, OptionalLong.of(parent));
    }

    /** Pods have no user namespaces. */
    static SandboxCommands withoutUsers(HostPrograms programs) {
        return new SandboxCommands(programs, false, OptionalLong.empty());
    }

    /** Whether pods have user namespaces. */
    boolean users() {
        return users;
    }

    HostPrograms programs() {
        return programs;
    }

    /**
     * The process that holds a pod's namespaces; it needs no process between, and so its own number is the pod's.
     *
     * @param mounts commands that mount what the pod's containers have in common; it has mounts of its own for them
     */
    List<String> holder(String hostname, List<String> mounts) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(unshare("-n", "-i", "-u"));
        if (!mounts.isEmpty()) {
            words.add("-m");
        }
        words.addAll(List.of(programs.path("sh"), "-c", HOLD.formatted(String.join("\n", mounts)), "etlbed-pod"));
        words.addAll(List.of(programs.path("hostname"), hostname));
        return words;
    }

    /** Measures folders, as the root of a pod. */
    List<String> diskUsage(long holder, List<String> arguments) {
        List<String> words = ours(programs);
        if (users) {
            words.addAll(enter(holder));
        }
        words.add(programs.path("du"));
        words.addAll(arguments);
        return words;
    }

    /**
     * A container: joins a pod's namespaces, with mounts and process numbers of its own.
     *
     * @param holderMounts whether the pod's holder has mounts that the container is to see
     */
    List<String> container(long holder, boolean holderMounts, String script, List<String> arguments) {
        List<String> words = ours(programs);
        words.addAll(enter(holder, "-n", "-i", "-u"));
        if (holderMounts) {
            words.add("-m");
        }
        words.addAll(List.of(programs.path("unshare"), "-m", "-p", "-f", "--kill-child"));
        words.addAll(List.of(programs.path("sh"), "-c", script, "etlbed-container"));
        words.addAll(arguments);
        return words;
    }

    /**
     * A program in a container that runs: joins all its namespaces, in a session of its own.
     *
     * @param first the container's first process
     */
    List<String> program(long first, String script, List<String> arguments) {
        List<String> words = ours(programs);
        words.addAll(enter(first, "-n", "-i", "-u", "-m", "-p"));
        words.addAll(List.of(programs.path("setsid"), programs.path("sh"), "-c", script, "etlbed-exec"));
        words.addAll(arguments);
        return words;
    }

    /** A program beside the pods: with mounts and process numbers of its own, and the network of this host. */
    List<String> workbench(String script, List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(unshare("-m", "-p", "-f", "--kill-child"));
        words.addAll(List.of(programs.path("sh"), "-c", script, "etlbed-workbench"));
        words.addAll(arguments);
        return words;
    }

    /** The relay: a user namespace beside this JVM's, with this host's network. */
    List<String> relay(List<String> java) {
        List<String> words = ours(programs);
        words.addAll(List.of(programs.path("unshare"), "-U", "-r"));
        words.addAll(java);
        return words;
    }

    /** A script of a shell that is in no namespace of its own. */
    static List<String> plain(HostPrograms programs, String script, List<String> arguments) {
        List<String> words = ours(programs);
        words.addAll(List.of(programs.path("sh"), "-c", script, "etlbed-container"));
        words.addAll(arguments);
        return words;
    }

    /** Measures folders, as this user. */
    static List<String> plainDiskUsage(HostPrograms programs, List<String> arguments) {
        List<String> words = ours(programs);
        words.add(programs.path("du"));
        words.addAll(arguments);
        return words;
    }

    /** Makes the namespaces that are named, and one of users where pods have them. */
    private List<String> unshare(String... namespaces) {
        List<String> words = new ArrayList<>(List.of(programs.path("unshare")));
        if (users) {
            words.addAll(List.of("-U", "-r"));
        }
        words.addAll(List.of(namespaces));
        return words;
    }

    /** Joins those namespaces of a process. */
    private List<String> enter(long process, String... namespaces) {
        List<String> words = new ArrayList<>(List.of(programs.path("nsenter"), "-t", Long.toString(process)));
        if (users) {
            words.addAll(List.of("-U", "--preserve-credentials"));
        }
        words.addAll(List.of(namespaces));
        return words;
    }

    /** Ends with the thread that starts it, and not by a Ctrl-C that is meant for the command on the terminal. */
    private static List<String> ours(HostPrograms programs) {
        return new ArrayList<>(List.of(programs.path("setsid"), programs.path("setpriv"), "--pdeathsig", "KILL"));
    }
}
