package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.lists;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.saysNothing;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;
import static io.etlbed.conformance.mutant.Mutations.text;
import static io.etlbed.conformance.mutant.Mutations.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Faults for the checks of the group LIFE. */
final class LifeMutants {

    private static final String NODE = "finds-its-node-by-its-environment";
    private static final String LOGS = "shows-what-each-pod-printed";
    private static final String HEALTH = "tells-cpu-and-memory-of-each-pod";

    private LifeMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        "lists-what-runs",
                        "the list is always empty",
                        instead(Sent::isList, () -> Reply.of(200, "[]")),
                        "holds"),
                Mutant.http(
                        "lists-what-runs",
                        "an empty list is null",
                        text(Sent::isList, list -> list.replaceAll("^\\s*\\[]\\s*$", "null")),
                        "JSON array"),
                Mutant.http("lists-what-runs", "what was stopped is listed", stopsOnPaper(), "which was stopped"),
                Mutant.losingAPod("starts-one-pod-per-target", "one target has no pod", "one per target"),
                Mutant.kubernetes(
                        "starts-one-pod-per-target",
                        "pods are named after the specification",
                        KubernetesMutation.eachPod(
                                pod -> ((ObjectNode) pod.path("metadata")).put("name", "compute-md5")),
                        "one per target"),
                Mutant.kubernetes(
                        "starts-one-pod-per-target",
                        "init returns before the pods are ready",
                        KubernetesMutation.eachPod(pod -> ((ObjectNode) pod.path("status")).putArray("conditions")),
                        "all pods ready"),
                Mutant.kubernetes(
                        "runs-each-pod-beside-its-target", "two pods have changed places", changesNodes(), "on node"),
                Mutant.http(
                        NODE, "an ETL is taken without Kubernetes", takesEverything(), "400, since an ETL cannot run"),
                Mutant.http(
                        NODE,
                        "without Kubernetes the list is empty",
                        after(Sent::isList, (sent, reply) -> reply.refused() ? Reply.of(200, "[]") : reply),
                        "400, since no ETL request can be served"),
                Mutant.http(NODE, "the error does not say so", saysNothing(), "a message that names 'Kubernetes'"),
                Mutant.kubernetes(NODE, "the pod runs elsewhere", changesNodes(), "which K8S_NODE_NAME names"),
                Mutant.http(NODE, "HOSTNAME is not looked at", refusesInit(4), "where the pod is that HOSTNAME names"),
                Mutant.http(
                        "gives-the-specification-back-as-given",
                        "the specification comes back without its remarks",
                        text(
                                sent -> sent.method().equals("GET")
                                        && sent.path().startsWith("/v1/etl/"),
                                reply -> json(reply, node -> node.put("spec", "apiVersion: v1\nkind: Pod\n"))),
                        "as it was given"),
                Mutant.http("stops-by-post", "a stop does nothing", pretends(LifeMutants::isStop), "does not hold"),
                Mutant.http(
                        "stops-by-post",
                        "the ETL serves on after its stop",
                        after(Sent::isTransform, (sent, reply) -> Reply.of(200, "served")),
                        "the ETL is stopped"),
                Mutant.leavingAPod("stops-by-post"),
                Mutant.http(
                        "stops-by-delete",
                        "DELETE is no way to stop",
                        instead(
                                sent -> isStop(sent) && sent.method().equals("DELETE"),
                                () -> Reply.error(405, "use POST")),
                        "the ETL stopped"),
                Mutant.leavingAPod("stops-by-delete"),
                Mutant.http(
                        "deletes-a-running-one",
                        "a deletion does nothing",
                        pretends(LifeMutants::isDelete),
                        "does not hold"),
                Mutant.http(
                        "deletes-a-running-one",
                        "a running one cannot be deleted",
                        instead(LifeMutants::isDelete, () -> Reply.error(400, "stop it first")),
                        "deleted"),
                Mutant.leavingAPod("deletes-a-running-one"),
                Mutant.http(
                        "starts-a-stopped-one-again",
                        "a start does nothing",
                        pretends(sent -> sent.path().endsWith("/start")),
                        "that it holds"),
                Mutant.http(
                        "starts-a-stopped-one-again",
                        "the first target is left out",
                        once(),
                        "an object transformed on target"),
                Mutant.losingAPod("starts-a-stopped-one-again", "one target has no pod", "one pod per target again"),
                Mutant.http(
                        LOGS,
                        "one target is left out",
                        entries(LifeMutants::isLogs, list -> list.remove(0)),
                        "of each"),
                Mutant.http(
                        LOGS,
                        "logs have changed places",
                        entries(
                                LifeMutants::isLogs,
                                list -> changed(list, "logs", list.path(1).path("logs"))),
                        "what the pod of target"),
                Mutant.http(
                        LOGS,
                        "logs are plain text",
                        entries(LifeMutants::isLogs, list -> changed(list, "logs", TextNode.valueOf("plain text"))),
                        "each log in base64"),
                Mutant.http(
                        LOGS,
                        "one target's logs are those of all",
                        before(sent -> isLogs(sent) ? sent.to(sent.path().replaceAll("/logs/.*", "/logs")) : sent),
                        "alone"),
                Mutant.http(
                        LOGS,
                        "any target is known",
                        before(sent -> sent.to(sent.target().replace("/logs/nobody", "/logs"))),
                        "there is no target of that name"),
                Mutant.http(
                        HEALTH,
                        "one pod is left out",
                        entries(LifeMutants::isHealth, list -> list.remove(0)),
                        "of each of"),
                Mutant.http(
                        HEALTH,
                        "no memory is told",
                        entries(LifeMutants::isHealth, list -> changed(list, "mem", IntNode.valueOf(0))),
                        "as a number of bytes"),
                Mutant.http(
                        HEALTH,
                        "the CPU is a text",
                        entries(LifeMutants::isHealth, list -> changed(list, "cpu", TextNode.valueOf("little"))),
                        "as a number of cores"),
                Mutant.http(
                        HEALTH,
                        "there are never any metrics",
                        instead(LifeMutants::isHealth, () -> Reply.error(404, "no metrics")),
                        "the health of a running ETL within"),
                Mutant.http(
                        "fails-as-a-whole-where-one-target-fails",
                        "init is content with the other targets",
                        takesEverything(),
                        "exits at once"),
                Mutant.leavingAPod("fails-as-a-whole-where-one-target-fails"),
                Mutant.http(
                        "ends-waits-that-are-hopeless", "the reason is not told", saysNothing(), "a message that says"),
                Mutant.leavingAPod("ends-waits-that-are-hopeless"),
                Mutant.http(
                        "ends-waits-that-are-hopeless",
                        "init says that it is done",
                        takesEverything(),
                        "an error at once"),
                Mutant.http(
                        "serves-on-every-target-once-init-returned",
                        "the first request meets a pod that is not ready",
                        once(),
                        "right after init"),
                Mutant.http(
                        "answers-404-on-unknown-ids",
                        "a transform by an unknown id is a bad request",
                        after(
                                sent -> sent.isTransform(),
                                (sent, reply) -> reply.status() == 404 ? Reply.error(400, "nobody") : reply),
                        "404: no ETL"),
                Mutant.http(
                        "answers-404-on-unknown-ids",
                        "the message does not name the id",
                        after(
                                sent -> sent.path().startsWith("/v1/etl/"),
                                (sent, reply) -> reply.status() == 404 ? Reply.error(404, "not found") : reply),
                        "a message that names"));
    }

    private static boolean isLogs(Sent sent) {
        return sent.path().matches("/v1/etl/[^/]+/logs.*");
    }

    private static boolean isHealth(Sent sent) {
        return sent.path().matches("/v1/etl/[^/]+/health");
    }

    /** Changes what comes as a JSON array. */
    private static Mutation entries(Predicate<Sent> which, Consumer<ArrayNode> change) {
        return text(which, text -> {
            JsonNode list = tree(text);
            if (list instanceof ArrayNode array) {
                change.accept(array);
            }
            return list.toString();
        });
    }

    private static void changed(ArrayNode list, String member, JsonNode value) {
        ((ObjectNode) list.get(0)).set(member, value);
    }

    private static boolean isStop(Sent sent) {
        return sent.path().matches("/v1/etl/[^/]+/stop");
    }

    private static boolean isDelete(Sent sent) {
        return sent.method().equals("DELETE") && sent.path().matches("/v1/etl/[^/]+");
    }

    /** Lists again what was stopped. */
    private static Mutation stopsOnPaper() {
        AtomicReference<String> stopped = new AtomicReference<>("");
        return new Mutation() {
            @Override
            public Sent before(Sent sent) {
                if (isStop(sent)) {
                    stopped.set(sent.path().split("/", -1)[3]);
                }
                return sent;
            }

            @Override
            public Reply after(Sent sent, Reply reply) throws IOException {
                return stopped.get().isEmpty() ? reply : lists(stopped.get()).after(sent, reply);
            }
        };
    }

    private static KubernetesMutation changesNodes() {
        return KubernetesMutation.eachPod(pod -> ((ObjectNode) pod.path("spec")).put("nodeName", "elsewhere"));
    }

    /** @param which counted from 1 */
    private static Mutation refusesInit(int which) {
        AtomicInteger inits = new AtomicInteger();
        return after(
                Sent::isInit,
                (sent, reply) -> inits.incrementAndGet() == which ? Reply.error(400, "no Kubernetes here") : reply);
    }

    /** Refuses the first transform alone. */
    static Mutation once() {
        AtomicBoolean done = new AtomicBoolean();
        return after(
                Sent::isTransform,
                (sent, reply) -> done.compareAndSet(false, true) ? Reply.error(400, "not ready") : reply);
    }
}
