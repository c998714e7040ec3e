package io.etlbed.cluster;

import io.etlbed.cluster.wire.Bmd;
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
        long term = Stream.of(map.stamp(), buckets.stamp(), etls.stamp())
                        .mapToLong(Stamp::term)
                        .max()
                        .orElse(0)
                + 1;
        StampedMap nextMap =
                new StampedMap(term, map(uuid, nodes, primary)).at(map.stamp().next(term));
        Bmd nextBuckets = buckets.at(buckets.stamp().next(term));
        EtlMd nextEtls = etls.at(etls.stamp().next(term));
        MetaUpdate first = new MetaUpdate(
                primary.daemon_id(),
                uuid,
                new Stamps(nextMap.stamp(), nextBuckets.stamp(), nextEtls.stamp()),
                nextMap,
                nextBuckets,
                nextEtls);
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

    private static Smap map(String uuid, List<RunningNode> nodes, Snode primary) {
        return new Smap(
                ofType(nodes, Snode.TARGET),
                ofType(nodes, Snode.PROXY),
                primary,
                "0",
                uuid,
                Instant.now().toString());
    }

    private static Map<String, Snode> ofType(List<RunningNode> nodes, String type) {
        Map<String, Snode> byId = new TreeMap<>();
        nodes.stream()
                .map(RunningNode::snode)
                .filter(node -> node.daemon_type().equals(type))
                .forEach(node -> byId.put(node.daemon_id(), node));
        return byId;
    }
}
