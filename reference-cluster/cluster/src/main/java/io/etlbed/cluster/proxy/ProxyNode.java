package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.DaemonHandler;
import io.etlbed.cluster.control.HealthPlan;
import io.etlbed.cluster.control.MetasyncHandler;
import io.etlbed.cluster.control.NodeFacts;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Router;
import io.etlbed.cluster.data.DataService;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A gateway: what it answers to the requests that reach its port. */
public final class ProxyNode implements DataService, ControlHandler {

    private final NodeState node;
    private final NodeCalls calls;
    private final Redirects redirects;
    private final BucketOwner owner;
    private final Router router;
    private volatile ControlHandler etl = request -> {
        throw new AisException(503, "ETL is starting on this proxy");
    };

    /**
     * @param folder of this node alone
     * @param clusterId where the folder is new
     * @param secret that the nodes of the cluster share
     */
    public ProxyNode(NodeState node, Path folder, String clusterId, String secret, NodeClient client)
            throws IOException {
        this.node = node;
        this.calls = new NodeCalls(node, client);
        BucketRegistry buckets = new BucketRegistry(folder, clusterId, bmd -> {});
        this.redirects = new Redirects(node, buckets);
        this.owner = new BucketOwner(node, buckets, calls, secret);
        DaemonHandler daemon = new DaemonHandler(node, buckets, new NodeFacts(Optional.empty()));
        ControlHandler changes = new OfPrimary(node, calls, new BucketChanges(owner));
        this.router = new Router(
                node.printed(),
                Map.of(
                        "daemon", daemon,
                        "cluster", new ClusterHandler(node, buckets, daemon, calls),
                        "buckets", new ProxyBuckets(buckets, changes, new ObjectLists(node, calls)),
                        "metasync", new MetasyncHandler(secret, buckets),
                        "reverse", new ReverseHandler(node, calls),
                        "etl", new OfPrimary(node, calls, request -> etl.handle(request))));
    }

    /** The targets, as the ETL service of this proxy reaches them. */
    public Targets targets() {
        return calls;
    }

    /** Connects the ETL service, on the primary. */
    public void serveEtl(ControlHandler handler) {
        etl = handler;
    }

    /** Tells every node of the buckets; for the primary, once all nodes have joined. */
    public void pushBuckets() throws InterruptedException {
        owner.push();
    }

    @Override
    public Plan plan(RequestHead request) {
        String path = request.rawPath();
        if (path.startsWith(Redirects.PREFIX)) {
            return redirects.plan(request);
        }
        if (HealthPlan.isAsked(path)) {
            return new Plan.Answer(HealthPlan.answer(node, request.method(), request.rawQuery()));
        }
        return Plan.Control.CALL;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        node.map();
        return router.handle(request);
    }
}
