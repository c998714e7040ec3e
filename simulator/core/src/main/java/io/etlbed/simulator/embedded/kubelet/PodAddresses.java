package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.StartException;
import java.util.BitSet;

/** The pod addresses of one node: 10.244.NODE.2 to .254. An address is used again as late as possible. */
final class PodAddresses {

    private static final int FIRST = 2;
    private static final int LAST = 254;

    private final int node;
    private final BitSet taken = new BitSet();
    private int next = FIRST;

    /**
     * Makes the addresses of a node.
     *
     * @param node its number, 0–255
     */
    PodAddresses(int node) {
        this.node = node;
    }

    synchronized String take() throws StartException {
        for (int tried = FIRST; tried <= LAST; tried++) {
            int candidate = next;
            next = next == LAST ? FIRST : next + 1;
            if (!taken.get(candidate)) {
                taken.set(candidate);
                return "10.244." + node + "." + candidate;
            }
        }
        throw new StartException("no address is free on this node: it has " + (LAST - FIRST + 1) + " for its pods");
    }

    synchronized void free(String address) {
        taken.clear(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)));
    }
}
