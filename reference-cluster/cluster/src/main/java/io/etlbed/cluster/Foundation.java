package io.etlbed.cluster;

import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ConfigMd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.MetaUpdate;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.Stamped;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.Stamps;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The first map of a cluster whose nodes all start at once, in this JVM. It begins a term of its own, with the newest that any
 * of the nodes has on its disk.
 */
final class Foundation {

    private Foundation() {}

    /** @throws IOException if a node does not take it */
    static void lay(String uuid, List<RunningNode> nodes, Snode primary) throws IOException {
        List<MetaUpdate> known = nodes.stream().map(node -> node.meta().all()).toList();
        StampedMap map = newest(known.stream().map(MetaUpdate::map));
        Bmd buckets = newest(known.stream().map(MetaUpdate::buckets));
        EtlMd etls = newest(known.stream().map(MetaUpdate::etls));
        ConfigMd config = newest(known.stream().map(MetaUpdate::config));
        long term = Stream.of(map.stamp(), buckets.stamp(), etls.stamp(), config.stamp())
                        .mapToLong(Stamp::term)
                        .max()
                        .orElse(0)
                + 1;
        StampedMap nextMap = new StampedMap(term, map.map(), map.migration())
                .with(map(map.map(), uuid, nodes, primary), false)
                .at(map.stamp().next(term));
        Bmd nextBuckets = buckets.at(buckets.stamp().next(term));
        EtlMd nextEtls = etls.at(etls.stamp().next(term));
        ConfigMd nextConfig = config.at(config.stamp().next(term));
        MetaUpdate first = new MetaUpdate(
                primary.daemon_id(),
                uuid,
                new Stamps(nextMap.stamp(), nextBuckets.stamp(), nextEtls.stamp(), nextConfig.stamp()),
                nextMap,
                nextBuckets,
                nextEtls,
                nextConfig,
                null);
        for (RunningNode node : nodes) {
            Optional<String> refusal = node.meta().accept(first);
            if (refusal.isPresent()) {
                throw new IOException(node.snode().daemon_id() + " cannot be started: " + refusal.get());
            }
        }
    }

    private static <T extends Stamped<T>> T newest(Stream<T> versions) {
        return versions.max(Comparator.comparing(Stamped::stamp)).orElseThrow();
    }

    /** Targets of the last map keep their places, and what was said of them, whether they are there yet or not. */
    private static Smap map(Smap last, String uuid, List<RunningNode> nodes, Snode primary) {
        Map<String, Snode> targets = new TreeMap<>(last.tmap());
        Map<String, Snode> proxies = new TreeMap<>();
        for (RunningNode running : nodes) {
            Snode node = running.snode();
            String id = node.daemon_id();
            if (node.daemon_type().equals(Snode.PROXY)) {
                proxies.put(id, node);
            } else {
                Snode before = targets.get(id);
                targets.put(id, before == null ? node : node.with(before.flags()));
            }
        }
        return new Smap(targets, proxies, primary, "0", uuid, Instant.now().toString());
    }
}
