package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.pretends;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Faults for the checks of targets that come and go. */
final class TargetMutants {

    private static final String OBJECTS = "keeps-objects-while-targets-change";
    private static final String ETLS = "goes-on-or-says-why-when-targets-change";

    /** So many writes are of before any target changes. */
    private static final int FILLED = 30;

    private TargetMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(OBJECTS, "an object on its way is not found", losesAnObject(), "join"),
                Mutant.http(
                        OBJECTS,
                        "what is written while objects are on their way is lost",
                        pretends(laterWrites()),
                        "the newest version"),
                Mutant.http(
                        OBJECTS,
                        "objects of a lost target are unknown",
                        after(
                                sent -> sent.isObject() && sent.method().equals("GET"),
                                (sent, reply) -> reply.status() == 503 ? Reply.error(404, "it does not exist") : reply),
                        "503: unavailable"),
                Mutant.http(
                        OBJECTS,
                        "a lost target is not named",
                        after(
                                sent -> sent.isObject() && sent.method().equals("GET"),
                                (sent, reply) -> reply.status() == 503 ? Reply.error(503, "try again") : reply),
                        "names the lost target"),
                Mutant.http(
                        OBJECTS,
                        "a target cannot be decommissioned",
                        instead(sent -> sent.is("PUT", "/v1/cluster"), () -> Reply.error(501, "not here")),
                        "the target decommissioned"),
                Mutant.http(
                        ETLS,
                        "one object's target has no pod",
                        after(
                                sent -> sent.isTransform() && reads(sent, "o3"),
                                (sent, reply) -> Reply.error(404, "no pod here")),
                        "on every target after one has joined, or on none"),
                Mutant.http(
                        ETLS,
                        "all are refused without a reason",
                        after(Sent::isTransform, (sent, reply) -> Reply.error(404, "no such thing")),
                        "the targets have changed"),
                Mutant.http(
                        ETLS,
                        "another object is transformed",
                        after(Sent::isTransform, (sent, reply) -> Reply.of(200, "0".repeat(32))),
                        "the MD5 of the object"));
    }

    /** Not found, as soon as the check writes again: it does so while objects are on their way. */
    private static Mutation losesAnObject() {
        AtomicInteger writes = new AtomicInteger();
        return new Mutation() {
            @Override
            public Sent before(Sent sent) {
                if (sent.at() == Role.TARGET && sent.isObject() && sent.method().equals("PUT")) {
                    writes.incrementAndGet();
                }
                return sent;
            }

            @Override
            public Reply after(Sent sent, Reply reply) {
                return reads(sent, "o7") && writes.get() > FILLED ? Reply.error(404, "o7 does not exist") : reply;
            }
        };
    }

    private static boolean reads(Sent sent, String object) {
        return sent.method().equals("GET") && sent.path().endsWith("/" + object);
    }

    /** Those after the check has filled its bucket: 30 objects, each asked of a proxy and of a target. */
    private static Predicate<Sent> laterWrites() {
        AtomicInteger writes = new AtomicInteger();
        return sent -> sent.at() == Role.TARGET
                && sent.isObject()
                && sent.method().equals("PUT")
                && writes.incrementAndGet() > FILLED;
    }
}
