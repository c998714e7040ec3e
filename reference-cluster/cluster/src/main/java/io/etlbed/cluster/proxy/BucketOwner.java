package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.NodeConfig;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.member.ProxyMember;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.BucketProps;
import io.etlbed.cluster.wire.Names;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The primary's right to change the buckets. */
final class BucketOwner {

    private static final int BID_LENGTH = 10;

    private final NodeState node;
    private final ProxyMember member;
    private final NodeConfig config;

    /** @param config has the properties of new buckets */
    BucketOwner(NodeState node, ProxyMember member, NodeConfig config) {
        this.node = node;
        this.member = member;
        this.config = config;
    }

    /**
     * @param props of its properties those that are not to have the default, as JSON has them
     * @throws AisException 400 or 501 where it cannot be so; 409 where there is one of that name; 503 where a target is not
     *     there, as each of them is to hold objects of it; 502 where one is lost at that moment, and learns of the bucket when
     *     it is back
     */
    void create(String name, Map<String, Object> props) throws InterruptedException {
        Names.checkBucket(name);
        requireFree(member.buckets(), name);
        Set<String> lost = member.lostTargets();
        if (!lost.isEmpty()) {
            throw new AisException(
                    503,
                    node.printed() + ": bucket \"ais://" + name + "\" is not created, as targets " + lost
                            + " cannot be reached, and each target is to hold objects of it");
        }
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        Bmd.Bucket bucket = BucketProps.changed(
                new Bmd.Bucket(name, Names.freshId(BID_LENGTH), nanos).validatingWarmGet(config.validatesWarmGet()),
                props);
        Set<String> missing = new TreeSet<>(member.publisher().buckets(bmd -> {
            requireFree(bmd, name);
            return bmd.with(bucket);
        }));
        missing.retainAll(node.map().tmap().keySet());
        if (!missing.isEmpty()) {
            throw new AisException(
                    502,
                    node.printed() + ": bucket \"ais://" + name + "\" is created, but targets " + missing
                            + " were lost before they knew, and learn of it when they are back");
        }
    }

    private static void requireFree(Bmd bmd, String name) {
        if (bmd.find(name).isPresent()) {
            throw new AisException(409, "bucket \"ais://" + name + "\" already exists");
        }
    }

    /**
     * Changes properties of a bucket.
     *
     * @param changes those to be changed, as JSON has them; a target that is not there learns of it when it is back
     * @throws AisException 404 where there is no such bucket, 400 or 501 where it cannot be so
     */
    void setProps(String name, Map<String, Object> changes) throws InterruptedException {
        member.publisher().buckets(bmd -> bmd.with(BucketProps.changed(require(bmd, name), changes)));
    }

    /** Gives a bucket the default properties. */
    void resetProps(String name) throws InterruptedException {
        member.publisher().buckets(bmd -> {
            return bmd.with(require(bmd, name)
                    .validatingWarmGet(config.validatesWarmGet())
                    .keeping(Map.of()));
        });
    }

    /**
     * Gives a bucket another name. Its objects stay where they are.
     *
     * @throws AisException 404 where there is none of that name, 400 where the new name is taken
     */
    void rename(String from, String to) throws InterruptedException {
        member.publisher().buckets(bmd -> {
            if (bmd.find(to).isPresent()) {
                throw new AisException(400, "bucket \"ais://" + to + "\" already exists");
            }
            return bmd.renamed(require(bmd, from), to);
        });
    }

    private static Bmd.Bucket require(Bmd bmd, String name) {
        return bmd.find(name).orElseThrow(() -> BucketQuery.missing("ais://" + name));
    }

    /**
     * A target that is not there removes its objects when it is back.
     *
     * @throws AisException 404 where there is none of that name
     */
    void destroy(String name) throws InterruptedException {
        member.publisher().buckets(bmd -> {
            require(bmd, name);
            return bmd.without(name);
        });
    }
}
