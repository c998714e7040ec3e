package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where pods may go that have a way out. The name is looked up once, so that what was allowed is what is reached. */
interface EgressRules {

    /** Everywhere but to this host's loopback, and to what answers on its links alone, such as a cloud's metadata. */
    EgressRules OTHER_HOSTS = host -> {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException unknown) {
            throw new IOException("no host " + host + " is known", unknown);
        }
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()) {
            throw new ForbiddenException(
                    host + " (" + address.getHostAddress() + ") is not open to pods:" + " only other hosts are");
        }
        return address;
    };

    /**
     * The address of a host.
     *
     * @throws ForbiddenException if pods may not go there
     * @throws IOException if it is not known
     */
    InetAddress resolve(String host) throws IOException;

    /** A place where pods may not go. */
    final class ForbiddenException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        ForbiddenException(String message) {
            super(message);
        }
    }
}
