package io.etlbed.cluster.target;

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
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.etl.Communicator;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A storage node: what it answers to the requests that reach its port. */
public final class TargetNode implements DataService, ControlHandler, AutoCloseable {

    private final NodeState node;
    private final ObjectStore store;
    private final ObjectCalls objects;
    private final Router router;
    private volatile EtlHalf etl = EtlHalf.NONE;

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
     * @param clusterId where the folder is new
     * @param secret that the nodes of the cluster share
     * @param durable whether each write is forced to the disk before it is answered
     */
    public TargetNode(NodeState node, Path folder, String clusterId, String secret, boolean durable)
            throws IOException {
        this.node = node;
        this.store = new ObjectStore(node.id(), folder, durable);
        BucketRegistry buckets = new BucketRegistry(folder, clusterId, this::acceptBuckets);
        this.objects = new ObjectCalls(node, store, buckets, new Current());
        this.router = new Router(
                node.printed(),
                Map.of(
                        "daemon", new DaemonHandler(node, buckets, new NodeFacts(Optional.of(folder))),
                        "buckets", new TargetBuckets(node, buckets, store),
                        "metasync", new MetasyncHandler(secret, buckets),
                        "etl", request -> etl.control().handle(request)));
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

    @Override
    public Plan plan(RequestHead request) {
        String path = request.rawPath();
        if (path.startsWith(ObjectCalls.PREFIX)) {
            return objects.plan(request);
        }
        if (path.startsWith(ObjectCalls.POD_PREFIX)) {
            return objects.planOfPod(request);
        }
        if (HealthPlan.isAsked(path)) {
            return new Plan.Answer(HealthPlan.answer(node, request.method(), request.rawQuery()));
        }
        return Plan.Control.CALL;
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
        node.map();
        return router.handle(request);
    }

    @Override
    public void close() {
        store.close();
    }
}
