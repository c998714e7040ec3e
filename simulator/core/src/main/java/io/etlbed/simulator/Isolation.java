package io.etlbed.simulator;

import java.util.Optional;

/**
 * How pods that are processes are kept apart.
 *
 * @param sandbox the rung to take; empty for the best one that this host has
 * @param egress whether they reach other hosts
 */
public record Isolation(Optional<Sandbox> sandbox, PodEgress egress) {

    /** The best sandbox there is, and no way out. */
    public static final Isolation BEST = new Isolation(Optional.empty(), PodEgress.CLOSED);

    /** The same in this sandbox; a cluster that cannot have it does not start. */
    public Isolation in(Sandbox rung) {
        return new Isolation(Optional.of(rung), egress);
    }

    /** The same with a way out, or without. */
    public Isolation with(PodEgress way) {
        return new Isolation(sandbox, way);
    }
}
