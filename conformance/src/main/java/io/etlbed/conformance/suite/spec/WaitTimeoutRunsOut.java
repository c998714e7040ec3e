package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SPEC-03: when wait_timeout runs out, init fails, its pods are removed, and the error says which were not ready and why.
 */
final class WaitTimeoutRunsOut implements Check {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** Pods need time to be made and to be removed. */
    private static final Duration SLACK = Duration.ofSeconds(45);

    @Override
    public String name() {
        return "gives-up-when-wait-timeout-runs-out";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-03");
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        String id = session.newId();
        // The server listens where nobody looks: the pod runs, and never gets ready.
        Exchange init = session.cluster()
                .init(
                        id,
                        session.md5Spec()
                                .with("metadata.annotations.wait_timeout", LIMIT.toSeconds() + "s")
                                .with(
                                        "spec.containers[0].command",
                                        List.of("/code/server.py", "--listen", "0.0.0.0", "--port", "8099"))
                                .with("spec.containers[0].readinessProbe.periodSeconds", 1)
                                .text());
        Expect.that(
                init.status() >= 400 && init.status() < 600,
                init,
                "an error, since no pod gets ready within the wait_timeout of " + LIMIT.toSeconds() + " s");
        Expect.that(
                init.time().compareTo(LIMIT.plus(SLACK)) < 0,
                init,
                "an answer soon after " + LIMIT.toSeconds() + " s; it took "
                        + init.time().toSeconds() + " s");
        String message = Expect.message(init).orElseGet(init::text).toLowerCase(Locale.ROOT);
        if (!message.contains(Pods.kubernetesName(id)) || !message.contains("ready")) {
            throw CheckFailed.at(init, "a message that names the pods that were not ready, and says so");
        }
        Expect.that(!session.cluster().etls().contains(id), "the list of ETLs holds " + id, "that it is not listed");
        if (session.pods().isPresent()) {
            session.pods().get().expectGone(id, "the failed init");
        }
    }
}
