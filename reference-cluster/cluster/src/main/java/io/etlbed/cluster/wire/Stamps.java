package io.etlbed.cluster.wire;

/** How new all is that one node knows. */
public record Stamps(Stamp map, Stamp buckets, Stamp etls, Stamp config) {

    /** Whether any kind of it is newer than the other's. */
    public boolean aheadOf(Stamps other) {
        return map.after(other.map)
                || buckets.after(other.buckets)
                || etls.after(other.etls)
                || config.after(other.config);
    }
}
