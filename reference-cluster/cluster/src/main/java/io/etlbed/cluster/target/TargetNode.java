package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.DaemonHandler;
import io.etlbed.cluster.control.HealthPlan;
import io.etlbed.cluster.control.NodeFacts;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Placements;
import io.etlbed.cluster.control.Router;
import io.etlbed.cluster.dashboard.ActivityHandler;
import io.etlbed.cluster.data.DataService;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.ObjectMover;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.job.LocalObjects;
import io.etlbed.cluster.job.TargetJobs;
import io.etlbed.cluster.member.AmongNodes;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.member.Fence;
import io.etlbed.cluster.member.Keepalive;
import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.member.TargetMember;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.NodeActivity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A storage node: what it answers to the requests that reach its port. */
public final class TargetNode implements DataService, ControlHandler, AutoCloseable {

    private final NodeState node;
    private final ObjectStore store;
    private final NodeMeta meta;
    private final TargetMember member;
    private final Fence fence;
    private final ObjectCalls objects;
    private final Renames renames;
    private final Appends appends;
    private final Handovers handovers;
    private final ControlHandler router;
    private final ControlHandler logged;
    private final LocalObjects local;
    private final Departures departures;
    private volatile EtlHalf etl = EtlHalf.NONE;
    private volatile Optional<TargetJobs> jobs = Optional.empty();

    /** The node's half of ETL. */
    private record EtlHalf(ControlHandler control, Transformers transformers) {

        static final EtlHalf NONE = new EtlHalf(
                request -> {
                    throw new AisException(503, "ETL is starting on this target");
                },
                id -> Optional.empty());
    }

    /**
     * @param folder of this node alone
     * @param clusterId where the folder is new; empty where the node is yet to join a cluster
     * @param secret that the nodes of the cluster share
     * @param client by which it calls other nodes
     * @param durable whether each write is forced to the disk before it is answered
     */
    public TargetNode(
            NodeState node,
            Path folder,
            String clusterId,
            ClusterSecret secret,
            NodeClient client,
            Keepalive times,
            boolean durable)
            throws IOException {
        this.node = node;
        this.store = new ObjectStore(node.id(), folder, durable);
        this.meta = new NodeMeta(node, folder, clusterId, durable, this::acceptBuckets);
        this.member = new TargetMember(node, meta, folder, secret, client, times);
        this.fence = new Fence(secret, meta);
        BucketRegistry buckets = meta.buckets();
        Ownership ownership = new Ownership(node, new Placements(node, buckets), new Takeovers(node, client, secret));
        this.local = new StoredObjects(node, buckets, store, new Current(), ownership);
        this.handovers = new Handovers(node, store, ownership, secret);
        this.renames = new Renames(node, store, ownership, local, handovers.disk());
        this.appends = new Appends(store, System::nanoTime);
        this.objects = new ObjectCalls(
                node, store, buckets, new Current(), () -> meta.etls().current(), ownership, renames, appends);
        this.departures = new Departures(node, buckets, store, handovers);
        Map<String, ControlHandler> handlers = new HashMap<>(member.amongNodes());
        NodeFacts facts = new NodeFacts(Optional.of(folder));
        handlers.put("daemon", new DaemonHandler(node, buckets, meta.config(), facts));
        handlers.put(
                "activity",
                new ActivityHandler(() -> new NodeActivity(
                        node.started().toString(),
                        facts.diskUsed(),
                        etl.transformers().activity(),
                        jobs.map(TargetJobs::activity).orElse(List.of()),
                        store.held())));
        handlers.put("buckets", new TargetBuckets(node, buckets, store));
        handlers.put(
                "xactions", request -> jobs.orElseThrow(TargetNode::starting).handle(request));
        handlers.put("etl", request -> etl.control().handle(request));
        this.router = new Router(node.printed(), handlers);
        this.logged = node.log().of(router);
    }

    /** What it knows of its cluster. */
    public NodeMeta meta() {
        return meta;
    }

    /** Begins to join its cluster. */
    public void join(List<URI> via) {
        member.join(via);
    }

    /** The transformers that are connected at the moment of the call. */
    private final class Current implements Transformers {

        @Override
        public Optional<Communicator> find(String etlId) {
            return etl.transformers().find(etlId);
        }

        @Override
        public boolean admits(String etlId, String secret) {
            return etl.transformers().admits(etlId, secret);
        }
    }

    private void acceptBuckets(Bmd bmd) {
        store.accept(bmd);
    }

    /** Connects the ETL service of this target. */
    public void serveEtl(ControlHandler control, Transformers transformers) {
        etl = new EtlHalf(control, transformers);
    }

    /** From now on does its part of jobs. */
    public void serveJobs(ObjectMover mover) {
        handovers.send(mover);
        renames.move(mover);
        jobs = Optional.of(new TargetJobs(local, departures, mover));
    }

    /** Ends its part of every job, while all that they use is still there. */
    public void endJobs() {
        jobs.ifPresent(TargetJobs::close);
    }

    private static AisException starting() {
        return new AisException(503, "this target is starting");
    }

    /** Waits until it has joined; whether it has within the limit. */
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return member.awaitJoined(limit);
    }

    @Override
    public Plan plan(RequestHead request) {
        String path = request.rawPath();
        if (path.startsWith(ObjectCalls.PREFIX)) {
            node.map();
            return objects.plan(request);
        }
        if (path.startsWith(ObjectCalls.POD_PREFIX)) {
            return objects.planOfPod(request);
        }
        if (path.startsWith(HandoverPath.PREFIX)) {
            return handovers.plan(request);
        }
        if (HealthPlan.isAsked(path)) {
            return new Plan.Answer(HealthPlan.answer(node, request.method(), request.rawQuery()));
        }
        return AmongNodes.plan(path);
    }

    /** What containers are answered in the networks of their pods: objects, by {@code AIS_TARGET_URL} alone. */
    public DataService ofPods() {
        return request -> {
            if (request.rawPath().startsWith(ObjectCalls.POD_PREFIX)) {
                return objects.planOfPod(request);
            }
            throw new AisException(403, node.printed() + ": containers are served below AIS_TARGET_URL alone");
        };
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (AmongNodes.isOne(request)) {
            return router.handle(request);
        }
        node.map();
        fence.check(request);
        return logged.handle(request);
    }

    @Override
    public void close() {
        member.close();
        handovers.close();
        appends.close();
        store.close();
    }
}
