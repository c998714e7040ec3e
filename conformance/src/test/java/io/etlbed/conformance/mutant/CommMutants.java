package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.pretends;
import static io.etlbed.conformance.mutant.Mutations.report;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Faults for the checks of the group COMM, as far as every mechanism has them. */
final class CommMutants {

    private CommMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(List.of(
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
                        "parent segment")));
        for (String mechanism : List.of("hpush", "hrev", "hpull", "io")) {
            String parallel = "sends-requests-in-parallel-by-" + mechanism;
            all.add(Mutant.http(parallel, "requests are sent one by one", oneByOne(), "at once"));
        }
        for (String way : List.of("hpush", "hrev", "hpull", "io", "io-of-code")) {
            all.add(Mutant.http(
                    "keeps-object-names-by-" + way,
                    "names are decoded twice",
                    before(sent -> sent.isTransform() ? sent.to(sent.target().replace("%2520", "%20")) : sent),
                    "named a%20b, transformed"));
        }
        all.add(Mutant.http(
                "keeps-object-names-by-hpush",
                "the answer is another's",
                spoilsTransforms(),
                "what the transformer makes of the object"));
        all.add(Mutant.http(
                "keeps-object-names-by-hpush",
                "plus means blank",
                before(sent -> sent.isObject() ? sent.to(sent.target().replace("%2B", "%20")) : sent),
                "the names as they were given"));
        return all;
    }

    private static Mutation countsPosts() {
        AtomicInteger posts = new AtomicInteger();
        return report(report -> ((ObjectNode) report.path("methods")).put("POST", posts.incrementAndGet()));
    }

    static Mutation oneByOne() {
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
