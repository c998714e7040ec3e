package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.DaemonHandler;
import io.etlbed.cluster.control.HealthPlan;
import io.etlbed.cluster.control.NodeFacts;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.Router;
import io.etlbed.cluster.data.DataService;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.etl.EtlStore;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.job.JobBuckets;
import io.etlbed.cluster.job.JobQueries;
import io.etlbed.cluster.job.PrimaryJobs;
import io.etlbed.cluster.member.AmongNodes;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.member.Fence;
import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.member.ProxyMember;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A gateway: what it answers to the requests that reach its port. */
public final class ProxyNode implements DataService, ControlHandler, AutoCloseable {

    private final NodeState node;
    private final NodeMeta meta;
    private final ProxyMember member;
    private final NodeCalls calls;
    private final Redirects redirects;
    private final Router router;
    private final PrimaryJobs jobs;
    private volatile ControlHandler etl = request -> {
        throw new AisException(503, "ETL is starting on this proxy");
    };

    /** @param client by which it calls other nodes */
    public ProxyNode(NodeState node, NodeMeta meta, ProxyMember member, ClusterSecret secret, NodeClient client) {
        this.node = node;
        this.meta = meta;
        this.member = member;
        this.calls = new NodeCalls(node, client, new Fence(secret, meta)::headers);
        BucketRegistry buckets = meta.buckets();
        this.redirects = new Redirects(node, buckets);
        DaemonHandler daemon = new DaemonHandler(node, buckets, new NodeFacts(Optional.empty()));
        ControlHandler changes = ofPrimary(new BucketChanges(new BucketOwner(node, member)));
        Map<String, ControlHandler> handlers = new HashMap<>(member.amongNodes());
        handlers.put("daemon", daemon);
        this.jobs = new PrimaryJobs(
                calls, buckets(new BucketOwner(node, member)), () -> meta.etls().current());
        ControlHandler queries = ofPrimary(new JobQueries(jobs));
        handlers.put("cluster", new ClusterHandler(node, buckets, daemon, calls, queries, member.autoreg()));
        handlers.put(
                "buckets", new ProxyBuckets(buckets, changes, ofPrimary(jobs::start), new ObjectLists(node, calls)));
        handlers.put("reverse", new ReverseHandler(node, calls));
        handlers.put("etl", ofPrimary(request -> etl.handle(request)));
        this.router = new Router(node.printed(), handlers);
    }

    private ControlHandler ofPrimary(ControlHandler handler) {
        return new OfPrimary(node, calls, handler, member.times().takeover());
    }

    private JobBuckets buckets(BucketOwner owner) {
        return new JobBuckets() {
            @Override
            public boolean exists(String name) {
                return meta.buckets().current().find(name).isPresent();
            }

            @Override
            public void create(String name) throws InterruptedException {
                owner.create(name);
            }

            @Override
            public void destroy(String name) throws InterruptedException {
                owner.destroy(name);
            }
        };
    }

    /** The targets, as the ETL service of this proxy reaches them. */
    public Targets targets() {
        return calls;
    }

    /** The ETLs of the cluster, as the ETL service of this proxy keeps them. */
    public EtlStore etls() {
        return new EtlStore() {
            @Override
            public EtlMd current() {
                return meta.etls().current();
            }

            @Override
            public void change(UnaryOperator<EtlMd> change) throws InterruptedException {
                member.publisher().etls(change);
            }
        };
    }

    /** Connects the ETL service, which acts while this proxy is the primary. */
    public void serveEtl(ControlHandler handler) {
        etl = handler;
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
        return AmongNodes.plan(path);
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (!AmongNodes.isOne(request)) {
            node.map();
        }
        return router.handle(request);
    }

    /** Ends following jobs; what the targets do of them goes on. */
    @Override
    public void close() {
        jobs.close();
    }
}
