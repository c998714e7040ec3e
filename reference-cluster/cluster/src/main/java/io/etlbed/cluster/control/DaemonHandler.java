package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.BucketProps;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/daemon?what=…}: what a node tells of itself. */
public final class DaemonHandler implements ControlHandler {

    private final NodeState node;
    private final BucketRegistry buckets;
    private final NodeFacts facts;

    public DaemonHandler(NodeState node, BucketRegistry buckets, NodeFacts facts) {
        this.node = node;
        this.buckets = buckets;
        this.facts = facts;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        if (request.path().size() > 2) {
            throw Methods.notSupported(request.method() + " " + request.pathText());
        }
        return switch (request.method()) {
            case "GET" ->
                ControlResponse.json(
                        Json.write(answer(request.parameter(Query.WHAT).orElse(""))));
            case "PUT", "DELETE", "POST" -> throw Methods.notSupported(request.method() + " " + request.pathText());
            default -> Methods.notAllowed(request, "DELETE, GET, POST, PUT");
        };
    }

    private Object answer(String what) {
        return switch (what) {
            case "smap" -> node.map();
            case "snode" -> node.self();
            case "sysinfo" -> facts.system();
            case "stats" -> stats();
            case "status" -> status();
            case "config" -> facts.config(node);
            case "bmd" -> bmd(buckets);
            case "log", "disk", "mountpaths", "remote", "smapvote" -> throw Methods.notSupported("what=" + what);
            default -> throw new AisException(400, "invalid GET /daemon request: unrecognized what=" + what);
        };
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
        status.put("sys_info", facts.system());
        status.put("smap_version", node.map().version());
        status.put("status", "");
        status.put("deployment", "dev");
        status.put("ais_version", NodeFacts.VERSION);
        status.put("build_time", "");
        status.put("k8s_pod_name", "");
        return status;
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
