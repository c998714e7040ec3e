package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.lists;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.saysNothing;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Faults for the checks of the group LIFE. */
final class LifeMutants {

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

    /** Refuses the first transform alone. */
    private static Mutation once() {
        AtomicBoolean done = new AtomicBoolean();
        return after(
                Sent::isTransform,
                (sent, reply) -> done.compareAndSet(false, true) ? Reply.error(400, "not ready") : reply);
    }
}
