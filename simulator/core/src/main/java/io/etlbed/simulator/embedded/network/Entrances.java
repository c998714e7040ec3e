package io.etlbed.simulator.embedded.network;

import java.io.IOException;

/** The ways into the pods' networks. */
public final class Entrances {

    private Entrances() {}

    /** Straight from this JVM, which must have CAP_SYS_ADMIN over the pods. */
    public static PodEntrance doors() {
        return new Doors();
    }

    /**
     * Through a process of {@link RelayMain}.
     *
     * @param relay just started; it belongs to the entrance from here on
     * @throws IOException if it does not come up
     */
    public static PodEntrance relay(Process relay) throws IOException {
        return RelayEntrance.over(relay);
    }
}
