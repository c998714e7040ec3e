package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ConfigCall;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.DaemonHandler;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.control.OutOfScope;
import io.etlbed.cluster.job.JobQueries;
import io.etlbed.cluster.member.AmongNodes;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/cluster?what=…}: what is asked of the cluster as a whole. */
final class ClusterHandler implements ControlHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterHandler.class);

    private static final Set<String> JOB_ACTIONS = Set.of("start", "stop");

    private final NodeState node;
    private final BucketRegistry buckets;
    private final DaemonHandler daemon;
    private final NodeCalls calls;
    private final ControlHandler jobs;
    private final ControlHandler changes;
    private final ControlHandler config;
    private final ControlHandler autoreg;

    /**
     * @param jobs answers what is asked of jobs
     * @param changes of the targets
     * @param config changes the configuration
     * @param autoreg answers nodes that join
     */
    ClusterHandler(
            NodeState node,
            BucketRegistry buckets,
            DaemonHandler daemon,
            NodeCalls calls,
            ControlHandler jobs,
            ControlHandler changes,
            ControlHandler config,
            ControlHandler autoreg) {
        this.node = node;
        this.buckets = buckets;
        this.daemon = daemon;
        this.calls = calls;
        this.jobs = jobs;
        this.changes = changes;
        this.config = config;
        this.autoreg = autoreg;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (AmongNodes.isOne(request)) {
            return autoreg.handle(request);
        }
        String what = request.parameter(Query.WHAT).orElse("");
        String action = action(request);
        if (ConfigCall.isPath(request) || ConfigCall.ACTIONS.contains(action)) {
            return config.handle(request);
        }
        if (request.path().size() > 2) {
            throw OutOfScope.item(node.printed(), request);
        }
        if (TargetChanges.ACTIONS.contains(action)) {
            return changes.handle(request);
        }
        if (JOB_ACTIONS.contains(action) || (request.method().equals("GET") && JobQueries.WHAT.contains(what))) {
            return jobs.handle(request);
        }
        if (request.method().equals("PUT")) {
            throw OutOfScope.action(action).orElseGet(() -> new AisException(400, "invalid action \"" + action + "\""));
        }
        if (!request.method().equals("GET")) {
            return Methods.notAllowed(request, "GET, PUT");
        }
        return switch (what) {
            case "target_ips" ->
                ControlResponse.text(node.map().tmap().values().stream()
                        .map(target -> target.public_net().node_ip_addr())
                        .collect(Collectors.joining(",")));
            case "cluster_config" -> ControlResponse.json(Json.write(daemon.clusterConfig()));
            case "bmd" -> ControlResponse.json(Json.write(DaemonHandler.bmd(buckets)));
            case "remote" -> ControlResponse.json(Json.write(Map.of()));
            case "stats" -> ControlResponse.json(Json.write(stats()));
            case "sysinfo" -> ControlResponse.json(Json.write(system()));
            case "mountpaths" ->
                ControlResponse.json(Json.write(Map.of("targets", ask(node.map().tmap(), "mountpaths"))));
            case "getxstats" -> throw Methods.notSupported("what=" + what, "jobs are asked for by qryxstats");
            default -> throw new AisException(400, "unexpected query [what=" + what + "]");
        };
    }

    /** What is to be changed of the cluster; empty where nothing is. */
    private static String action(ControlRequest request) {
        boolean change = request.method().equals("PUT") && request.path().size() == 2 && request.body().length > 0;
        return change ? ActionMsg.parse(request.body()).verb() : "";
    }

    private Map<String, Object> stats() throws InterruptedException {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("proxy", daemon.stats());
        stats.put("target", ask(node.map().tmap(), "stats"));
        return stats;
    }

    private Map<String, Object> system() throws InterruptedException {
        Map<String, Object> info = new LinkedHashMap<>();
        Map<String, Object> proxies = new TreeMap<>();
        for (Snode proxy : node.map().pmap().values()) {
            try {
                proxies.put(proxy.daemon_id(), ask(proxy, "sysinfo"));
            } catch (IOException e) {
                LOG.info("{}: {} is left out: {}", node.printed(), proxy.daemon_id(), e.getMessage());
            }
        }
        info.put("proxy", proxies);
        info.put("target", ask(node.map().tmap(), "sysinfo"));
        return info;
    }

    private Map<String, Object> ask(Map<String, Snode> nodes, String what) throws InterruptedException {
        Map<String, Object> answers = new TreeMap<>();
        for (Snode to : nodes.values()) {
            try {
                answers.put(to.daemon_id(), ask(to, what));
            } catch (IOException e) {
                throw new AisException(502, node.printed() + ": " + e.getMessage(), e);
            }
        }
        return answers;
    }

    private Object ask(Snode to, String what) throws IOException, InterruptedException {
        ControlResponse answer = calls.call(to, "GET", "/v1/daemon?what=" + what, Map.of(), new byte[0]);
        return Json.read(answer.body(), Map.class);
    }
}
