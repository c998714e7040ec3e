package io.etlbed.cluster.wire;

/**
 * A node of the cluster map. All three networks are one here: each node has a single public port.
 *
 * @param daemon_id at least 8 characters
 * @param daemon_type {@link #PROXY} or {@link #TARGET}
 * @param flags bits: 1 not electable, 2 information centre, 4 maintenance, 8 decommission, and our own 16: joining
 */
public record Snode(
        String daemon_id,
        String daemon_type,
        NetInfo public_net,
        NetInfo intra_control_net,
        NetInfo intra_data_net,
        long flags) {

    /** Type of a gateway. */
    public static final String PROXY = "proxy";

    /** Type of a storage node. */
    public static final String TARGET = "target";

    /** Flag of a proxy that is not to be the primary. */
    public static final long NOT_ELECTABLE = 1;

    /** Flag of a proxy that answers about jobs. */
    public static final long INFORMATION_CENTRE = 2;

    /** Flag of a target that is to hold no object for a while. */
    public static final long MAINTENANCE = 4;

    /** Flag of a target that leaves as soon as its objects are elsewhere. */
    public static final long DECOMMISSION = 8;

    /** Flag of a target that is there, and is to hold objects as soon as it runs what the others run. */
    public static final long JOINING = 16;

    /** A node with one network. */
    public static Snode of(String id, String type, NetInfo net, long flags) {
        return new Snode(id, type, net, net, net, flags);
    }

    /** The same node with other flags. */
    public Snode with(long otherFlags) {
        return new Snode(daemon_id, daemon_type, public_net, intra_control_net, intra_data_net, otherFlags);
    }

    /** Whether it has this flag. */
    public boolean has(long flag) {
        return (flags & flag) != 0;
    }

    /** Whether objects belong on this target. */
    public boolean holdsObjects() {
        return !has(MAINTENANCE | DECOMMISSION | JOINING);
    }

    /** Where it is reached, without a trailing slash. */
    public String url() {
        return public_net.direct_url();
    }
}
