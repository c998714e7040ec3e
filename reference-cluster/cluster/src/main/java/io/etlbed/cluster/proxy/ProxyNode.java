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
import io.etlbed.cluster.dashboard.ActivityHandler;
import io.etlbed.cluster.dashboard.Dashboard;
import io.etlbed.cluster.data.DataService;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.etl.EtlMembers;
import io.etlbed.cluster.etl.EtlStore;
import io.etlbed.cluster.etl.Targets;
import io.etlbed.cluster.job.JobBuckets;
import io.etlbed.cluster.job.JobQueries;
import io.etlbed.cluster.job.PrimaryJobs;
import io.etlbed.cluster.job.RebalanceSwitch;
import io.etlbed.cluster.job.RebalanceTargets;
import io.etlbed.cluster.job.Rebalancer;
import io.etlbed.cluster.member.AmongNodes;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.member.Fence;
import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.member.ProxyMember;
import io.etlbed.cluster.member.Targetship;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.StampedMap;
import java.util.HashMap;
import java.util.List;
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
    private final ControlHandler router;
    private final ControlHandler logged;
    private final PrimaryJobs jobs;
    private final Rebalancer rebalancer;
    private final TargetChanges changes;
    private final Summaries summaries;
    private final Dashboard dashboard;
    private volatile EtlHalf etl = EtlHalf.NONE;

    /** The node's half of ETL. */
    private record EtlHalf(ControlHandler control, EtlMembers members) {

        static final EtlHalf NONE = new EtlHalf(
                request -> {
                    throw new AisException(503, "ETL is starting on this proxy");
                },
                new EtlMembers() {
                    @Override
                    public boolean isReady(String targetId) {
                        return false;
                    }

                    @Override
                    public void targetsChange(String why) {}

                    @Override
                    public void leaves(String targetId) {}
                });
    }

    /**
     * @param client by which it calls other nodes
     * @param servesObjects whether it passes objects on, where it would redirect clients to targets
     */
    public ProxyNode(
            NodeState node,
            NodeMeta meta,
            ProxyMember member,
            ClusterSecret secret,
            NodeClient client,
            boolean servesObjects) {
        this.node = node;
        this.meta = meta;
        this.member = member;
        this.calls = new NodeCalls(node, client, new Fence(secret, meta)::headers);
        BucketRegistry buckets = meta.buckets();
        this.redirects = new Redirects(node, buckets, servesObjects);
        DaemonHandler daemon = new DaemonHandler(node, buckets, meta.config(), new NodeFacts(Optional.empty()));
        BucketOwner owner = new BucketOwner(node, member, meta.config());
        ControlHandler bucketChanges = ofPrimary(new BucketChanges(owner));
        Map<String, ControlHandler> handlers = new HashMap<>(member.amongNodes());
        handlers.put("daemon", daemon);
        Targetship targets = member.targets();
        this.rebalancer = new Rebalancer(calls, new Moving(targets));
        this.jobs = new PrimaryJobs(
                calls,
                buckets(owner),
                () -> meta.etls().current(),
                () -> node.stamped().moving().isPresent());
        this.changes = new TargetChanges(targets, jobs, rebalancer, node::lost, () -> etl.members());
        ControlHandler queries = ofPrimary(new JobQueries(jobs, rebalancer, new Switch(targets)));
        handlers.put(
                "cluster",
                new ClusterHandler(
                        node,
                        buckets,
                        daemon,
                        calls,
                        queries,
                        ofPrimary(changes),
                        ofPrimary(new ConfigChanges(member.publisher(), meta.config())),
                        member.autoreg()));
        ObjectLists lists = new ObjectLists(node, calls);
        this.summaries = new Summaries(node, lists);
        handlers.put("buckets", new ProxyBuckets(buckets, bucketChanges, ofPrimary(jobs::start), lists, summaries));
        handlers.put("reverse", new ReverseHandler(node, calls));
        handlers.put("etl", ofPrimary(request -> etl.control().handle(request)));
        handlers.put(
                "activity",
                new ActivityHandler(
                        () -> new NodeActivity(node.started().toString(), -1, null, jobs.activity(), Map.of())));
        this.dashboard = new Dashboard(node, buckets, () -> meta.etls().current(), client);
        this.router = new Router(node.printed(), handlers);
        this.logged = node.log().of(router);
    }

    /** Where objects are on their way, as their job sees it. */
    private final class Moving implements RebalanceTargets {

        private final Targetship targets;

        Moving(Targetship targets) {
            this.targets = targets;
        }

        @Override
        public StampedMap map() {
            return targets.current();
        }

        @Override
        public boolean leads() {
            return node.leads();
        }

        @Override
        public void settle(String job) throws InterruptedException {
            changes.settle(job);
        }
    }

    /** Starts and holds their job. */
    private final class Switch implements RebalanceSwitch {

        private final Targetship targets;

        Switch(Targetship targets) {
            this.targets = targets;
        }

        @Override
        public String start() throws InterruptedException {
            String job = targets.startRebalance();
            rebalancer.look();
            return job;
        }

        @Override
        public void stop() throws InterruptedException {
            targets.holdRebalance();
        }
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
                owner.create(name, Map.of());
            }

            @Override
            public void rename(String from, String to) throws InterruptedException {
                owner.rename(from, to);
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
    public void serveEtl(ControlHandler handler, EtlMembers members) {
        etl = new EtlHalf(handler, members);
    }

    /** As the primary: does what is to be done by and by for targets that come and go. */
    public void round() {
        changes.round();
    }

    @Override
    public Plan plan(RequestHead request) {
        String path = request.rawPath();
        if (Redirects.isAsked(path)) {
            return redirects.plan(request);
        }
        if (HealthPlan.isAsked(path)) {
            return new Plan.Answer(HealthPlan.answer(node, request.method(), request.rawQuery()));
        }
        return Dashboard.isAsked(request) ? dashboard.plan(request) : AmongNodes.plan(path);
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (AmongNodes.isOne(request)) {
            return router.handle(request);
        }
        node.map();
        return logged.handle(
                isShort(request)
                        ? request.at(List.of("v1", "buckets", request.path().get(1)))
                        : request);
    }

    /** {@code /ais/BUCKET}. */
    private static boolean isShort(ControlRequest request) {
        return request.path().size() == 2 && request.path().get(0).equals("ais");
    }

    /** Ends following jobs; what the targets do of them goes on. */
    @Override
    public void close() {
        jobs.close();
        changes.close();
        rebalancer.close();
        summaries.close();
        dashboard.close();
    }
}
