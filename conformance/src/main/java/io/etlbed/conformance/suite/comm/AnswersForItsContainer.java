package io.etlbed.conformance.suite.comm;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Clients;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Wait;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Payload;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * COMM-09: what goes wrong in the container before the first byte is 400 with error JSON, and afterwards an answer that
 * breaks off; never a short one that looks complete. A container that hangs is waited for until it ends. Not by
 * {@code hpull://}, where the container answers the client itself.
 */
record AnswersForItsContainer(Mechanism mechanism) implements Check {

    private static final int MEGABYTE = 1_000_000;
    /** Longer than any check runs. */
    private static final int HANGING_SECONDS = 3600;

    @Override
    public String name() {
        return "answers-for-a-container-that-fails-by-" + mechanism.word();
    }

    @Override
    public Set<String> proves() {
        return Set.of("COMM-09");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE, Need.DESTRUCTION);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        List<String> together = session.neighbours(bucket);
        Tried it = new Tried(session, bucket, together.get(0), session.shared().probe(mechanism));
        // The first answer tells a cluster by which method it is to push from then on.
        ProbeTalk.reported(it.transformed(ProbeTalk.report()));
        for (int status : new int[] {500, 503, 404}) {
            Expect.error(it.transformed(ProbeTalk.status(status)), 400, "the container has answered " + status);
        }
        Expect.error(it.transformed(ProbeTalk.close()), 400, "the container has closed without an answer");
        Expect.error(
                it.transformed(ProbeTalk.truncate(OptionalInt.of(MEGABYTE), 0)),
                400,
                "the container has closed before the first byte");
        expectBrokenOff(it, ProbeTalk.truncate(OptionalInt.of(2 * MEGABYTE), MEGABYTE));
        expectBrokenOff(it, ProbeTalk.truncate(OptionalInt.empty(), MEGABYTE));
        // Of its own: its containers end.
        String mortal = session.start(session.probeSpec().by(mechanism));
        try (Clients clients = new Clients()) {
            expectEndOfHanging(
                    new Tried(session, bucket, together.get(1), mortal),
                    new Tried(session, bucket, together.get(0), mortal),
                    clients);
        }
    }

    private static void expectBrokenOff(Tried it, Payload truncated) throws InterruptedException {
        try {
            Exchange answer = it.transformed(truncated);
            Expect.that(
                    answer.status() != 200,
                    answer,
                    "a complete answer of " + answer.body().length() + " bytes",
                    "an answer that breaks off, since the container has closed in the midst of it");
            Expect.error(answer, 400, "the container has closed in the midst of its answer");
        } catch (NoAnswerException e) {
            // So it should be.
        }
    }

    private static void expectEndOfHanging(Tried hung, Tried it, Clients clients) throws InterruptedException {
        hung.put(ProbeTalk.hang(HANGING_SECONDS));
        Future<Exchange> hanging = clients.ask(hung::transformed);
        boolean there = Wait.upTo(
                        it.session().lab().patience(),
                        () -> running(it) > 1 ? Optional.of(true) : Optional.<Boolean>empty())
                .isPresent();
        Expect.that(there, "one request at the container", "the other there too, where it hangs");
        Expect.that(!hanging.isDone(), "an answer", "no answer while the container hangs");
        Expect.error(it.transformed(ProbeTalk.exit(1)), 400, "the container has ended without an answer");
        Expect.error(Clients.answer(hanging), 400, "the container in which the request hung has ended");
        it.put(ProbeTalk.report());
        Optional<Exchange> back = Wait.upTo(
                it.session().lab().patience(),
                () -> Optional.of(it.transformed()).filter(answer -> answer.status() == 200));
        Expect.that(back.isPresent(), "errors still", "answers, once the container is back");
    }

    private static int running(Tried it) throws InterruptedException {
        return ProbeTalk.reported(it.transformed(ProbeTalk.report()))
                .path("running")
                .asInt();
    }

    /** An object, which comes to the same container whatever it says. */
    private record Tried(Session session, String bucket, String name, String etl) {

        void put(Payload payload) throws InterruptedException {
            session.put(bucket, name, payload);
        }

        Exchange transformed() throws InterruptedException {
            return session.cluster().transform(bucket, name, etl);
        }

        Exchange transformed(Payload payload) throws InterruptedException {
            put(payload);
            return transformed();
        }
    }
}
