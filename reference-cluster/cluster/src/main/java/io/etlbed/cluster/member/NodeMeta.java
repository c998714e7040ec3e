package io.etlbed.cluster.member;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.NodeConfig;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Replica;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ConfigMd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.MetaUpdate;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What one node knows of its cluster. */
public final class NodeMeta {

    private final NodeState node;
    private final Replica<StampedMap> map;
    private final BucketRegistry buckets;
    private final Replica<EtlMd> etls;
    private final NodeConfig config;
    private final AtomicLong heard = new AtomicLong();
    private final boolean durable;

    /**
     * @param folder of the node
     * @param clusterId where the folder is new; empty where the node is yet to join a cluster
     * @param durable whether each version is forced to the disk before it is used
     * @param listener told of each version of the buckets before it is used, the first included
     */
    public NodeMeta(NodeState node, Path folder, String clusterId, boolean durable, Consumer<Bmd> listener)
            throws IOException {
        this.node = node;
        this.durable = durable;
        this.map = new Replica<>(
                folder.resolve("smap.json"), StampedMap.class, StampedMap.NONE, durable, this::followIfMember);
        this.buckets = new BucketRegistry(folder, clusterId, durable, listener);
        this.etls = new Replica<>(folder.resolve("etlmd.json"), EtlMd.class, EtlMd.NONE, durable, next -> {});
        this.config = new NodeConfig(folder, durable);
    }

    /** A node that has joined follows each new map; one that is starting is told when it is a member. */
    private void followIfMember(StampedMap next) {
        if (node.smap().isPresent()) {
            node.join(next);
        }
    }

    Replica<StampedMap> map() {
        return map;
    }

    /** Whether what this node is to remember is forced to the disk. */
    boolean durable() {
        return durable;
    }

    /** The buckets. */
    public BucketRegistry buckets() {
        return buckets;
    }

    /** The ETLs. */
    public Replica<EtlMd> etls() {
        return etls;
    }

    /** The configuration. */
    public NodeConfig config() {
        return config;
    }

    /** Of the cluster; empty where the node is yet to join one. */
    String uuid() {
        return buckets.current().uuid();
    }

    /** How new all of it is. */
    Stamps stamps() {
        return new Stamps(
                map.current().stamp(),
                buckets.current().stamp(),
                etls.current().stamp(),
                config.replica().current().stamp());
    }

    /** All of it. */
    public MetaUpdate all() {
        return new MetaUpdate(
                node.id(),
                uuid(),
                stamps(),
                map.current(),
                buckets.current(),
                etls.current(),
                config.replica().current(),
                node.lost());
    }

    /** What of it is newer than what the other one has. */
    MetaUpdate since(Stamps held) {
        StampedMap newMap = map.current();
        Bmd newBuckets = buckets.current();
        EtlMd newEtls = etls.current();
        ConfigMd newConfig = config.replica().current();
        return new MetaUpdate(
                node.id(),
                uuid(),
                new Stamps(newMap.stamp(), newBuckets.stamp(), newEtls.stamp(), newConfig.stamp()),
                newMap.stamp().after(held.map()) ? newMap : null,
                newBuckets.stamp().after(held.buckets()) ? newBuckets : null,
                newEtls.stamp().after(held.etls()) ? newEtls : null,
                newConfig.stamp().after(held.config()) ? newConfig : null,
                node.lost());
    }

    /**
     * Takes what the primary tells. From then on the node is a member of the cluster, if the map says so.
     *
     * @return why not: it is of another cluster, or who tells it is not, or no longer, the primary
     */
    public synchronized Optional<String> accept(MetaUpdate told) {
        Optional<String> foreign = foreign(told);
        if (foreign.isPresent()) {
            return foreign;
        }
        int age = told.held().map().compareTo(map.current().stamp());
        if (age < 0) {
            return Optional.of("there is a newer cluster map");
        }
        if (age > 0) {
            if (told.map() == null) {
                return Optional.empty();
            }
            map.accept(told.map());
        }
        if (!map.current().map().proxy_si().daemon_id().equals(told.from())) {
            return Optional.of(told.from() + " is not the primary");
        }
        learnRest(told);
        if (map.current().map().node(node.id()).isPresent()) {
            node.join(map.current());
        }
        node.lose(told.lost() == null ? Set.of() : told.lost());
        heard.incrementAndGet();
        return Optional.empty();
    }

    /** Takes what is newer, whoever tells it. That alone makes no member of a node that is starting. */
    synchronized void learn(MetaUpdate told) {
        if (foreign(told).isEmpty()) {
            if (told.map() != null) {
                map.accept(told.map());
            }
            learnRest(told);
        }
    }

    private void learnRest(MetaUpdate told) {
        if (told.buckets() != null) {
            buckets.replica().accept(told.buckets());
        }
        if (told.etls() != null) {
            etls.accept(told.etls());
        }
        if (told.config() != null) {
            config.replica().accept(told.config());
        }
    }

    /** Takes a map that is newer, in the same way. */
    void learn(StampedMap newer) {
        learn(new MetaUpdate("", newer.map().uuid(), stamps(), newer, null, null, null, null));
    }

    /**
     * This node becomes the primary: all that is known is its from now on.
     *
     * @return false where there is a map of that term, or a later one
     */
    synchronized boolean lead(long term, UnaryOperator<Smap> change) {
        StampedMap now = map.current();
        if (now.term() >= term) {
            return false;
        }
        map.accept(new StampedMap(term, change.apply(now.map()), now.migration())
                .at(now.stamp().next(term)));
        Bmd lastBuckets = buckets.current();
        buckets.replica().accept(lastBuckets.at(lastBuckets.stamp().next(term)));
        EtlMd lastEtls = etls.current();
        etls.accept(lastEtls.at(lastEtls.stamp().next(term)));
        ConfigMd lastConfig = config.replica().current();
        config.replica().accept(lastConfig.at(lastConfig.stamp().next(term)));
        node.join(map.current());
        return true;
    }

    private Optional<String> foreign(MetaUpdate told) {
        boolean same = uuid().isEmpty() || told.uuid().equals(uuid());
        return same ? Optional.empty() : Optional.of(node.printed() + " belongs to cluster " + uuid());
    }

    /** Counts what the primary has told; it grows as long as the primary is there. */
    long heard() {
        return heard.get();
    }
}
