package io.etlbed.cluster.wire;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The cluster map.
 *
 * @param tmap targets by id, in the order of their ids
 * @param pmap proxies by id, in the order of their ids
 * @param proxy_si the primary
 * @param version counts up, as text
 * @param uuid of the cluster
 * @param creation_time free text
 */
public record Smap(
        Map<String, Snode> tmap,
        Map<String, Snode> pmap,
        Snode proxy_si,
        String version,
        String uuid,
        String creation_time) {

    public Smap {
        tmap = Collections.unmodifiableMap(new TreeMap<>(tmap));
        pmap = Collections.unmodifiableMap(new TreeMap<>(pmap));
    }

    /** The ids of the targets on which objects belong, in their order. */
    public List<String> holders() {
        return tmap.values().stream()
                .filter(Snode::holdsObjects)
                .map(Snode::daemon_id)
                .toList();
    }

    /** The same with other targets. */
    public Smap withTargets(Map<String, Snode> targets) {
        return new Smap(targets, pmap, proxy_si, version, uuid, creation_time);
    }

    /** A proxy or target by its id. */
    public Optional<Snode> node(String id) {
        Snode target = tmap.get(id);
        return Optional.ofNullable(target == null ? pmap.get(id) : target);
    }
}
