package io.etlbed.conformance.check;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.http.NoAnswerException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one check and says what came of it. */
public final class Judge {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private Judge() {}

    /** Runs a check in a session of its own and removes what it made. */
    public static Verdict judge(Check check, Lab lab) throws InterruptedException {
        Optional<Need> missing =
                check.needs().stream().filter(need -> missing(need, lab)).findFirst();
        if (missing.isPresent()) {
            return new Verdict.Skip(missing.get().missing());
        }
        try (Session session = new Session(lab, check.name())) {
            Verdict verdict = verdict(check, session);
            return verdict instanceof Verdict.Fail fail ? withState(fail, session) : verdict;
        }
    }

    private static boolean missing(Need need, Lab lab) {
        return switch (need) {
            case KUBERNETES -> lab.kubernetes().isEmpty();
            case PROBE -> lab.images().probe().isEmpty();
            case PROCESSES -> !lab.images().processes();
            case NODES -> lab.nodes().isEmpty();
        };
    }

    private static Verdict verdict(Check check, Session session) throws InterruptedException {
        try {
            check.run(session);
            return Verdict.pass();
        } catch (CheckFailed e) {
            return e.verdict();
        } catch (CheckSkipped e) {
            return new Verdict.Skip(e.getMessage());
        } catch (NoAnswerException e) {
            return new Verdict.Fail(e.getMessage(), "an answer", "", Optional.of(e.curl()));
        } catch (ConformanceException | KubernetesClientException e) {
            return new Verdict.Fail(
                    String.valueOf(e.getMessage()), "nothing that stops the check", "", Optional.empty());
        } catch (RuntimeException e) {
            LOG.warn("the check {} broke", check.name(), e);
            return new Verdict.Fail("the check itself broke: " + e, "a check that runs", "", Optional.empty());
        }
    }

    /** What the cluster looked like when the check failed, before it is cleaned up. */
    private static Verdict.Fail withState(Verdict.Fail fail, Session session) {
        try {
            String state = session.state();
            return state.isEmpty()
                    ? fail
                    : new Verdict.Fail(
                            fail.found(),
                            fail.expected(),
                            (fail.hint() + (fail.hint().isEmpty() ? "" : "; ") + state).strip(),
                            fail.curl());
        } catch (KubernetesClientException e) {
            return fail;
        }
    }
}
