package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.NodeActivity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers {@code /v1/etl} on a target, for its proxy: starts, watches and removes this target's pods. */
public final class EtlTarget implements ControlHandler, Transformers, AutoCloseable {

    /** Where the pods of all ETLs run (LIFE-14). */
    public static final String NAMESPACE = "ais";

    /** Of the environment, by which a target finds its Kubernetes node (LIFE-03). */
    public static final Set<String> VARIABLES =
            Set.of(TargetNode.NODE_NAME, TargetNode.HOSTNAME, TargetNode.POD_NAMESPACE);

    private static final int LOG_LINES = 20_000;

    private final String targetId;
    private final TargetNode node;
    private final NodeLookup lookup;
    private final InitReader reader;
    private final TargetEtls etls;

    /**
     * @param targetId as in the cluster map
     * @param publicUrl of this target, as pods reach it; what {@code AIS_TARGET_URL} begins with (COMM-05)
     * @param kubernetes not closed here; where it is empty, every request is answered that ETL requires Kubernetes
     * @param environment of the process: {@code K8S_NODE_NAME}, else {@code HOSTNAME} (LIFE-03)
     * @param access the ways between this target and its pods
     */
    public EtlTarget(
            String targetId,
            URI publicUrl,
            Optional<KubernetesClient> kubernetes,
            Map<String, String> environment,
            PodAccess access,
            EtlSettings settings) {
        this.targetId = targetId;
        this.node = new TargetNode(kubernetes, environment);
        this.lookup = new NodeLookup(node);
        this.reader = new InitReader(settings, NAMESPACE);
        this.etls = new TargetEtls(targetId, publicUrl, access, settings.localImages());
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        EtlPath path = EtlPath.of(request);
        TargetNode.Found found = node.find();
        return switch (request.method()) {
            case "PUT" -> {
                path.expect(0);
                etls.start(reader.read(request.body()), request.parameter("uuid"), found);
                yield ControlResponse.ok();
            }
            case "GET" -> view(path, found, lines(request));
            case "POST", "DELETE" -> {
                path.expect(2);
                if (!path.items().get(1).equals("stop")) {
                    throw path.unknown();
                }
                etls.stop(path.id(), request.parameter("uuid"), found);
                yield ControlResponse.ok();
            }
            default -> EtlPath.methodNotAllowed(request);
        };
    }

    private ControlResponse view(EtlPath path, TargetNode.Found found, int lines) throws InterruptedException {
        if (path.items().isEmpty()) {
            return ControlResponse.json(Json.bytes(etls.list()));
        }
        if (path.items().size() == 1) {
            ArrayNode notices = Json.array();
            etls.running(path.id()).notices().forEach(notices::add);
            return ControlResponse.json(Json.bytes(notices));
        }
        path.expect(2);
        if (path.items().get(1).equals("health")) {
            return health(etls.running(path.id()), found.client());
        }
        if (!path.items().get(1).equals("logs")) {
            throw path.unknown();
        }
        String log = log(etls.running(path.id()).podName(), found.client(), lines);
        ArrayNode logs = Json.array();
        logs.addObject()
                .put("target_id", targetId)
                .put("logs", Base64.getEncoder().encodeToString(log.getBytes(StandardCharsets.UTF_8)));
        return ControlResponse.json(Json.bytes(logs));
    }

    private ControlResponse health(TargetEtl etl, KubernetesClient client) throws InterruptedException {
        PodHealth used = PodHealth.of(etl, client);
        ArrayNode health = Json.array();
        health.addObject().put("target_id", targetId).put("cpu", used.cpu()).put("mem", used.memory());
        return ControlResponse.json(Json.bytes(health));
    }

    /** How many of the last lines are wanted. */
    private static int lines(ControlRequest request) {
        String given = request.parameter("lines").orElse(Integer.toString(LOG_LINES));
        if (!given.matches("[1-9][0-9]{0,4}") || Integer.parseInt(given) > LOG_LINES) {
            throw new AisException(400, "invalid lines=" + given + ": expected 1 to " + LOG_LINES);
        }
        return Integer.parseInt(given);
    }

    private static String log(String podName, KubernetesClient client, int lines) {
        try {
            String log = client.pods()
                    .inNamespace(NAMESPACE)
                    .withName(podName)
                    .tailingLines(lines)
                    .getLog();
            return log == null ? "" : log;
        } catch (KubernetesClientException e) {
            throw KubernetesErrors.refused("to show the log of pod \"" + podName + "\"", e);
        }
    }

    @Override
    public Optional<Communicator> find(String etlId) {
        return etls.find(etlId);
    }

    @Override
    public boolean admits(String etlId, String secret) {
        return etls.admits(etlId, secret);
    }

    @Override
    public NodeActivity.Etls activity() {
        Optional<String> name = lookup.name();
        return new NodeActivity.Etls(name.orElse(null), name.isPresent() ? null : lookup.trouble(), etls.pods());
    }

    /** Removes the pods and services of every ETL of this target. */
    @Override
    public void close() {
        lookup.close();
        etls.close();
    }
}
