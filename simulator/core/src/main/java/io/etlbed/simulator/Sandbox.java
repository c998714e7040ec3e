package io.etlbed.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How pods that are processes are kept apart from this host and from each other: the rungs of a ladder, the best one
 * first. A cluster takes the first that this host has, unless it is told which one.
 */
public enum Sandbox {

    /**
     * Namespaces, of users too; this JVM opens sockets in the pods' networks itself. It must be root, or have been started in
     * a user namespace of its own, as {@code ./etlbed} does.
     */
    DOORS("namespaces of users, files, processes and networks; this JVM goes straight into the pods' networks"),

    /** The same namespaces; one relay process opens the sockets and copies. The JVM may be anybody's. */
    RELAY("namespaces of users, files, processes and networks; a relay process copies to and from the pods' networks"),

    /** Namespaces without those of users: pods are root of this host, with few of its powers. The JVM must be root. */
    ROOT("namespaces of files, processes and networks; pods are root of this host with few of its powers"),

    /** No namespaces: pods are processes of this user like any other, and share files and ports with the host. */
    NONE("no namespaces: pods share files, processes and ports with this host and with each other");

    private final String description;

    Sandbox(String description) {
        this.description = description;
    }

    /** As it is written on a command line, such as {@code doors}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In a few words, what keeps pods apart. */
    public String description() {
        return description;
    }

    /** Whether pods see a file system, processes and a network of their own. */
    public boolean isolates() {
        return this != NONE;
    }

    /** The rung of that word; empty where there is none. */
    public static Optional<Sandbox> of(String word) {
        return Arrays.stream(values()).filter(rung -> rung.word().equals(word)).findFirst();
    }

    /** Their words, the best rung first, such as for a message: {@code doors, relay, root, none}. */
    public static String words() {
        return Arrays.stream(values()).map(Sandbox::word).collect(Collectors.joining(", "));
    }
}
