package io.etlbed.cluster.etl;

import java.io.IOException;

/** Tries whether a pod takes connections, in the way in which requests will reach it (LIFE-12). */
@FunctionalInterface
public interface ConnectCheck {

    /** @throws IOException if nothing listens there, or the address cannot be reached */
    void connect(String host, int port) throws IOException;
}
