package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.BucketProps;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/daemon}: what a node tells of itself, and what is set on it alone. */
public final class DaemonHandler implements ControlHandler {

    private static final int ITEMS = 2;

    private final NodeState node;
    private final BucketRegistry buckets;
    private final NodeConfig config;
    private final NodeFacts facts;

    public DaemonHandler(NodeState node, BucketRegistry buckets, NodeConfig config, NodeFacts facts) {
        this.node = node;
        this.buckets = buckets;
        this.config = config;
        this.facts = facts;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        if (ConfigCall.isPath(request)) {
            return configure(request);
        }
        if (request.path().size() > ITEMS) {
            throw OutOfScope.item(node.printed(), request);
        }
        return switch (request.method()) {
            case "GET" -> tell(request);
            case "PUT", "DELETE", "POST" -> change(request);
            default -> Methods.notAllowed(request, "DELETE, GET, POST, PUT");
        };
    }

    private ControlResponse tell(ControlRequest request) {
        String what = request.parameter(Query.WHAT).orElse("");
        return what.equals("log")
                ? ControlResponse.text(
                        node.log().text(request.parameter(Query.SEVERITY).orElse("info")))
                : ControlResponse.json(Json.write(answer(what)));
    }

    private ControlResponse change(ControlRequest request) {
        String action = ActionMsg.parse(request.body()).verb();
        if (request.method().equals("PUT") && ConfigCall.ACTIONS.contains(action)) {
            return configure(request);
        }
        throw OutOfScope.action(action)
                .orElseGet(() -> new AisException(400, node.printed() + ": invalid action \"" + action + "\""));
    }

    private ControlResponse configure(ControlRequest request) {
        ConfigCall call = ConfigCall.read(request);
        if (call.resets()) {
            config.resetHere();
        } else {
            config.setHere(call.settings(), call.passes());
        }
        return ControlResponse.ok();
    }

    private Object answer(String what) {
        return switch (what) {
            case "smap" -> node.map();
            case "snode" -> node.self();
            case "sysinfo" -> facts.system();
            case "stats" -> stats();
            case "status" -> status();
            case "config" -> facts.nodeConfig(node, config);
            case "bmd" -> bmd(buckets);
            case "disk", "mountpaths", "remote" -> facts.ofTarget(what).orElseThrow(() -> unknown(what));
            case "smapvote" -> throw Methods.notSupported("what=" + what, "nodes ask it of each other in other words");
            default -> throw unknown(what);
        };
    }

    private static AisException unknown(String what) {
        return new AisException(400, "invalid GET /daemon request: unrecognized what=" + what);
    }

    /** Counters and capacity; the latter is null for a proxy. */
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("tracker", node.counters());
        stats.put("capacity", facts.capacity());
        return stats;
    }

    private Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("snode", node.self());
        status.put("daemon_stats", node.counters());
        status.put("capacity", facts.capacity());
        status.put("sys_info", facts.memory());
        status.put("smap_version", node.map().version());
        status.put("status", "");
        status.put("deployment", "dev");
        status.put("ais_version", NodeFacts.VERSION);
        status.put("build_time", "");
        status.put("k8s_pod_name", "");
        return status;
    }

    /** The configuration of the cluster. */
    public Map<String, Object> clusterConfig() {
        return NodeFacts.clusterConfig(node, config);
    }

    /** The bucket metadata as AIStore shows it. */
    public static Map<String, Object> bmd(BucketRegistry buckets) {
        Map<String, Object> props = new TreeMap<>();
        buckets.current().buckets().forEach((name, bucket) -> props.put(name, BucketProps.of(bucket)));
        Map<String, Object> bmd = new LinkedHashMap<>();
        bmd.put("version", Long.toString(buckets.current().version()));
        bmd.put("uuid", buckets.current().uuid());
        bmd.put("providers", Map.of("ais", Map.of("@#", props)));
        return bmd;
    }
}
