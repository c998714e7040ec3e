package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.nio.file.Path;

/** The ways into the pods' networks. */
public final class Entrances {

    private Entrances() {}

    /**
     * Straight from this JVM, which must have CAP_SYS_ADMIN over the pods.
     *
     * @param folder where the native part of JNA is unpacked for the moment in which it is loaded
     */
    public static PodEntrance doors(Path folder) {
        LibC.load(folder);
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
