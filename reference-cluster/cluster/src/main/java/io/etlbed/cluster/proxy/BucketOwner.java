package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.MetasyncHandler;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The primary's right to change the buckets: it pushes each new version to every node before it uses it itself. */
final class BucketOwner {

    private static final int BID_LENGTH = 10;

    private final NodeState node;
    private final BucketRegistry buckets;
    private final NodeCalls calls;
    private final String secret;

    BucketOwner(NodeState node, BucketRegistry buckets, NodeCalls calls, String secret) {
        this.node = node;
        this.buckets = buckets;
        this.calls = calls;
        this.secret = secret;
    }

    /** @throws AisException 409 where there is one of that name; 502 where a node cannot be told */
    synchronized void create(String name) throws InterruptedException {
        Names.checkBucket(name);
        if (buckets.current().find(name).isPresent()) {
            throw new AisException(409, "bucket \"ais://" + name + "\" already exists");
        }
        Instant now = Instant.now();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        publish(buckets.current().with(new Bmd.Bucket(name, Names.freshId(BID_LENGTH), nanos)));
    }

    /** @throws AisException 404 where there is none of that name; 502 where a node cannot be told */
    synchronized void destroy(String name) throws InterruptedException {
        if (buckets.current().find(name).isEmpty()) {
            throw BucketQuery.missing("ais://" + name);
        }
        publish(buckets.current().without(name));
    }

    /** Pushes the version in use, so that a node that was away learns it. */
    synchronized void push() throws InterruptedException {
        publish(buckets.current());
    }

    private void publish(Bmd next) throws InterruptedException {
        List<Snode> others = new ArrayList<>(node.map().tmap().values());
        others.addAll(node.map().pmap().values());
        byte[] body = Json.write(next);
        for (Snode other : others) {
            if (!other.daemon_id().equals(node.id())) {
                push(other, body);
            }
        }
        buckets.accept(next);
    }

    private void push(Snode to, byte[] body) throws InterruptedException {
        try {
            ControlResponse answer =
                    calls.call(to, "PUT", "/v1/metasync", Map.of(MetasyncHandler.SECRET_HEADER, secret), body);
            if (answer.status() != 200) {
                throw new IOException("it answered " + answer.status() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new AisException(
                    502, node.printed() + " cannot tell " + to.daemon_id() + " of the buckets: " + e.getMessage(), e);
        }
    }
}
