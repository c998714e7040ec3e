package io.etlbed.conformance.check;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one check and says what came of it. */
public final class Judge {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    private Judge() {}

    /** Runs a check in a session of its own and removes what it made. */
    public static Verdict judge(Check check, Lab lab) throws InterruptedException {
        return examine(check, lab).verdict();
    }

    /** The same, with what was seen around a failure. */
    public static Judgement examine(Check check, Lab lab) throws InterruptedException {
        String missing = check.needs().stream()
                .filter(need -> missing(need, lab))
                .sorted()
                .map(Need::missing)
                .collect(Collectors.joining("; "));
        if (!missing.isEmpty()) {
            return Judgement.of(new Verdict.Skip(missing));
        }
        try (Session session = new Session(lab, check.name())) {
            return judgement(check, session);
        }
    }

    private static boolean missing(Need need, Lab lab) {
        return switch (need) {
            case KUBERNETES -> lab.kubernetes().isEmpty();
            case PROBE -> lab.images().probe().isEmpty();
            case PROCESSES -> !lab.images().processes();
            case NODES -> lab.nodes().isEmpty();
            case DESTRUCTION -> !lab.mayDestroy();
            case AIS -> lab.ais().isEmpty();
        };
    }

    private static Judgement judgement(Check check, Session session) throws InterruptedException {
        try {
            check.run(session);
            return Judgement.of(Verdict.pass());
        } catch (CheckFailed e) {
            return seen(e.verdict(), e.exchange(), session);
        } catch (CheckSkipped e) {
            return Judgement.of(new Verdict.Skip(e.getMessage()));
        } catch (NoAnswerException e) {
            Verdict.Fail fail = new Verdict.Fail(e.getMessage(), "an answer", "", Optional.of(e.curl()));
            return seen(fail, Optional.empty(), session).withoutAnswer();
        } catch (ConformanceException | KubernetesClientException e) {
            return seen(
                    new Verdict.Fail(
                            String.valueOf(e.getMessage()), "nothing that stops the check", "", Optional.empty()),
                    Optional.empty(),
                    session);
        } catch (RuntimeException e) {
            LOG.warn("the check {} broke", check.name(), e);
            return seen(
                    new Verdict.Fail("the check itself broke: " + e, "a check that runs", "", Optional.empty()),
                    Optional.empty(),
                    session);
        }
    }

    /** With what the cluster looked like when the check failed, before it is cleaned up. */
    private static Judgement seen(Verdict.Fail fail, Optional<Exchange> decisive, Session session) {
        return new Judgement(withState(fail, session), Optional.of(session.evidence(decisive)), false);
    }

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
