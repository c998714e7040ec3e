package io.etlbed.cluster.member;

import java.time.Duration;

/**
 * How soon the nodes of a cluster notice that one is lost.
 *
 * @param interval between two calls of the primary to each other node
 * @param factor how many of them in a row may fail before a node counts as lost
 */
public record Keepalive(Duration interval, int factor) {

    private static final Duration SHORTEST_PING = Duration.ofMillis(500);
    private static final Duration SHORTEST_PUSH = Duration.ofSeconds(1);

    public Keepalive {
        if (interval.toMillis() < 1 || factor < 1) {
            throw new IllegalArgumentException("a keepalive every " + interval + " of which " + factor
                    + " may fail: expected at least 1 ms, and at least 1");
        }
    }

    /**
     * What suits a cluster of so many nodes. With up to 100 another primary is there within 3 seconds; with more the primary makes no
     * more calls a second than with 100, and waits longer for answers: so many share a machine, and all of them start pods at once.
     */
    public static Keepalive of(int nodes) {
        return new Keepalive(Duration.ofMillis(Math.max(500, 5L * nodes)), Math.max(4, nodes / 25));
    }

    /** After so much silence a node counts as lost. */
    public Duration silence() {
        return interval.multipliedBy(factor);
    }

    /** What a node may take to show that it is there. */
    Duration ping() {
        return max(interval, SHORTEST_PING);
    }

    /** What a node may take to store what it is told. */
    Duration push() {
        return max(silence(), SHORTEST_PUSH);
    }

    /** Within which another primary is there; so long a client's call waits, before it is told to come back. */
    public Duration takeover() {
        return silence().plus(ping().multipliedBy(3));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
