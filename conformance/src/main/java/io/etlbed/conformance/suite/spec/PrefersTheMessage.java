package io.etlbed.conformance.suite.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** SPEC-15: what the init message says wins over the annotation, and the annotation over the default. */
final class PrefersTheMessage implements Check {

    /** Ready later than the annotation allows, and well before the message does. */
    private static final String READY_AFTER = "2.5";

    private static final Duration ANNOTATED = Duration.ofSeconds(90);
    /** Pods need time to be made and to be removed. */
    private static final Duration SOON = Duration.ofSeconds(45);

    private static final String ANNOTATIONS = "metadata.annotations.";

    @Override
    public String name() {
        return "prefers-the-message-to-annotations";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-15");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.PROBE);
    }

    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String bucket = session.newBucket();
        session.put(bucket, "an-object", ProbeTalk.report());
        expectAsked(session, bucket, session.shared().probe(Mechanism.HREV), "GET", "the annotation");

        String spec = session.probeSpec()
                .by(Mechanism.HREV)
                .with(ANNOTATIONS + "wait_timeout", "1s")
                .with("spec.containers[0].env[0].name", "PROBE_READY_AFTER")
                .with("spec.containers[0].env[0].value", READY_AFTER)
                .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                .text();
        String longer = session.newId();
        Exchange init = session.cluster()
                .init(Cluster.message(spec)
                        .put("id", longer)
                        .put("communication", Mechanism.HPUSH.text())
                        .put("timeout", "2m"));
        Expect.status(init, 200, "pods awaited for the message's timeout, 2m, and not for the annotation's, 1s");
        expectAsked(session, bucket, longer, "POST", "the message");
        expectShorterTimeout(session);
    }

    private static void expectAsked(Session session, String bucket, String etl, String method, String by)
            throws InterruptedException {
        Exchange answer = session.cluster().transform(bucket, "an-object", etl);
        JsonNode report = ProbeTalk.reported(answer);
        Expect.that(
                report.path("method").asText().equals(method),
                answer,
                "the communication type of " + by + ": the container asked by " + method);
    }

    private static void expectShorterTimeout(Session session) throws InterruptedException {
        // The server listens where nobody looks: the pod runs, and never gets ready.
        String spec = session.md5Spec()
                .with(ANNOTATIONS + "wait_timeout", ANNOTATED.toSeconds() + "s")
                .with("spec.containers[0].command", List.of("/code/server.py", "--listen", "0.0.0.0", "--port", "8099"))
                .text();
        Exchange init = session.cluster()
                .init(Cluster.message(spec).put("id", session.newId()).put("timeout", "1s"));
        Expect.that(init.status() >= 400, init, "an error, since no pod gets ready within the message's timeout of 1s");
        Expect.that(
                init.time().compareTo(SOON) < 0,
                init,
                "an answer soon after the message's timeout of 1s; it took "
                        + init.time().toSeconds() + " s");
    }
}
