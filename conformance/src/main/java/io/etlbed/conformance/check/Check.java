package io.etlbed.conformance.check;

import java.util.Set;

/**
 * Proves that a cluster keeps one or more requirements. A check holds no state: everything of one run is in its session.
 */
public interface Check {

    /** Unique, in words joined by hyphens, such as {@code refuses-a-second-container}. */
    String name();

    /** The ids of the requirements that it proves, at least one. */
    Set<String> proves();

    /** What it needs beyond HTTP; without it the check is skipped. */
    default Set<Need> needs() {
        return Set.of();
    }

    /** Whether nothing else may happen in the cluster meanwhile. */
    default boolean exclusive() {
        return false;
    }

    /** How long it takes against others, which take 1: those that take longest begin first. */
    default int weight() {
        return 1;
    }

    /**
     * Returns if the cluster keeps the requirements.
     *
     * @throws CheckFailed if it does not
     * @throws CheckSkipped if that cannot be seen here
     */
    void run(Session session) throws InterruptedException;
}
