package io.etlbed.cluster.wire;

import java.util.Map;

/**
 * The cluster map as nodes hand it on: clients see only the map.
 *
 * @param term in which it was made
 */
public record StampedMap(long term, Smap map) implements Stamped<StampedMap> {

    private static final Snode NOBODY = Snode.of("", Snode.PROXY, NetInfo.http("", 0), 0);

    /** That of a node which belongs to no cluster yet. */
    public static final StampedMap NONE = new StampedMap(0, new Smap(Map.of(), Map.of(), NOBODY, "0", "", ""));

    @Override
    public Stamp stamp() {
        return new Stamp(term, Long.parseLong(map.version()));
    }

    @Override
    public StampedMap at(Stamp stamp) {
        String version = Long.toString(stamp.version());
        return new StampedMap(
                stamp.term(),
                new Smap(map.tmap(), map.pmap(), map.proxy_si(), version, map.uuid(), map.creation_time()));
    }
}
