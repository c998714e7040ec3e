package io.etlbed.cluster.data;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Addresses as text. */
final class Addresses {

    private Addresses() {}

    /** {@code host:port}, without a look-up of names. */
    static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
                : String.valueOf(address);
    }
}
