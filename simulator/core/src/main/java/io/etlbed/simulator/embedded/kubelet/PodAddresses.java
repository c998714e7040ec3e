package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.StartException;
import java.util.BitSet;

/** The pod addresses of one node: .2 to .254 of a net of its own, 10.244.NODE for the first 256. An address is used again as late as possible. */
final class PodAddresses {

    private static final int FIRST = 2;
    private static final int LAST = 254;
    private static final int FIRST_NET = 244;

    /** As many nodes have addresses: those of 10.244.0.0 to 10.255.255.255. */
    static final int NODES = 12 * 256;

    private final String net;
    private final BitSet taken = new BitSet();
    private int next = FIRST;

    /**
     * Makes the addresses of a node.
     *
     * @param node its number, from 0 to below {@link #NODES}
     */
    PodAddresses(int node) {
        this.net = net(node);
    }

    /** What the addresses of a node begin with. */
    static String net(int node) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException("no addresses for node " + node + ": there are for " + NODES);
        }
        return "10." + (FIRST_NET + node / 256) + "." + node % 256 + ".";
    }

    synchronized String take() throws StartException {
        for (int tried = FIRST; tried <= LAST; tried++) {
            int candidate = next;
            next = next == LAST ? FIRST : next + 1;
            if (!taken.get(candidate)) {
                taken.set(candidate);
                return net + candidate;
            }
        }
        throw new StartException("no address is free on this node: it has " + (LAST - FIRST + 1) + " for its pods");
    }

    synchronized void free(String address) {
        taken.clear(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)));
    }
}
