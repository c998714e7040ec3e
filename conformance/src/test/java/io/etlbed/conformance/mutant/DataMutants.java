package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.report;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Faults for the checks of the groups COMM, XFORM and PLAY. */
final class DataMutants {

    private DataMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        "posts-the-object-to-the-container",
                        "the object is sent by PUT at once",
                        report(report -> report.put("method", "PUT")),
                        "sent by POST"),
                Mutant.http(
                        "posts-the-object-to-the-container",
                        "the last byte is not sent",
                        report(report ->
                                report.put("length", report.path("length").asLong() - 1)),
                        "as the body"),
                Mutant.http(
                        "falls-back-to-put-on-501",
                        "the first request fails",
                        after(Sent::isTransform, (sent, reply) -> Reply.error(400, "501 Unsupported method")),
                        "the first object sent by PUT"),
                Mutant.http("falls-back-to-put-on-501", "POST is tried each time", countsPosts(), "no POST any more"),
                Mutant.http(
                        "falls-back-to-put-on-405",
                        "half of the object is sent",
                        text(sent -> sent.isTransform(), text -> text.substring(text.length() / 2)),
                        "the echo of all"),
                Mutant.http(
                        "falls-back-to-put-on-405",
                        "PUT is tried first",
                        report(report -> ((ObjectNode) report.path("methods")).remove("POST")),
                        "a POST tried first"),
                Mutant.http(
                        "falls-back-to-put-on-404",
                        "a 404 of the container is taken for the object's",
                        after(Sent::isTransform, (sent, reply) -> Reply.error(404, "not found")),
                        "the first object sent by PUT"),
                Mutant.http("sends-requests-in-parallel", "requests are sent one by one", oneByOne(), "at once"),
                Mutant.http(
                        "keeps-object-names-byte-for-byte",
                        "plus means blank",
                        before(sent -> sent.isObject() ? sent.to(sent.target().replace("%2B", "%20")) : sent),
                        "the names as they were given"),
                Mutant.http(
                        "keeps-object-names-byte-for-byte",
                        "names are decoded twice",
                        before(sent -> sent.isObject() ? sent.to(sent.target().replace("%2520", "%20")) : sent),
                        "the names as they were given"),
                Mutant.http(
                        "keeps-object-names-byte-for-byte", "the answer is another's", spoilsTransforms(), "the MD5"),
                Mutant.http(
                        "decodes-object-names-once",
                        "an encoded slash is part of the name",
                        before(sent -> sent.to(sent.target().replace("%2Fb", "%252Fb"))),
                        "by the path a%2Fb"),
                Mutant.http(
                        "decodes-object-names-once",
                        "names are decoded twice",
                        before(sent -> sent.to(sent.target().replace("%252F", "%2F"))),
                        "decoded once"),
                Mutant.http(
                        "decodes-object-names-once",
                        "parent segments are taken",
                        pretends(sent -> sent.target().contains("..")),
                        "parent segment"),
                Mutant.http(
                        "stores-nothing-of-an-inline-transform",
                        "the answer is stored beside the object",
                        text(
                                sent -> sent.path().startsWith("/v1/buckets/")
                                        && sent.method().equals("GET"),
                                list -> list.replace("\"entries\":[", "\"entries\":[{\"name\":\"an-object.md5\"},")),
                        "the one object that was put"),
                Mutant.http(
                        "stores-nothing-of-an-inline-transform",
                        "the object is replaced by the answer",
                        text(
                                sent -> sent.isObject() && sent.method().equals("GET") && !sent.isTransform(),
                                text -> "replaced"),
                        "the original as it was put"),
                Mutant.http(
                        "streams-while-the-object-still-goes-in",
                        "the answer is held until it is complete",
                        after(
                                Sent::isTransform,
                                (sent, reply) -> new Reply(
                                        reply.status(),
                                        reply.headers(),
                                        new ByteArrayInputStream(reply.body().readAllBytes()),
                                        -1)),
                        "while the container still waits"),
                Mutant.http(
                        "transforms-where-the-object-is",
                        "any container is asked",
                        report(report ->
                                report.put("instance", UUID.randomUUID().toString())),
                        "by one container"),
                Mutant.http(
                        "transforms-where-the-object-is",
                        "one container does all the work",
                        report(report -> report.put("instance", "the one")),
                        "own"),
                Mutant.http(
                        "plays-the-shipped-md5-playbook",
                        "the answer is no MD5",
                        spoilsTransforms(),
                        "Transform the objects"),
                Mutant.http("plays-the-shipped-md5-playbook", "init is refused", takesNothing(), "Init ETL container"),
                Mutant.http("plays-the-md5-playbook", "the answer is no MD5", spoilsTransforms(), "as computed here"),
                Mutant.http("plays-the-md5-playbook", "init is refused", takesNothing(), "transformer started"),
                Mutant.http(
                        "plays-the-md5-playbook",
                        "the ETL is not listed",
                        instead(Sent::isList, () -> Reply.of(200, "[]")),
                        "the ETL in the list"));
    }

    private static Mutation countsPosts() {
        AtomicInteger posts = new AtomicInteger();
        return report(report -> ((ObjectNode) report.path("methods")).put("POST", posts.incrementAndGet()));
    }

    private static Mutation oneByOne() {
        ReentrantLock lock = new ReentrantLock();
        return new Mutation() {
            @Override
            public Runnable around(Sent sent) {
                lock.lock();
                return lock::unlock;
            }
        };
    }
}
