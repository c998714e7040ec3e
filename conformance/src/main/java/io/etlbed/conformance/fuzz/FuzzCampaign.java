package io.etlbed.conformance.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Tries generated cases on a subject, each kind as often as the others, until the time is over. What is not answered as it is to be is made as
 * plain as it can be; its kind is then left alone, so that the others have their turn.
 *
 * <p>Passing: {@code new FuzzCampaign(subject, options, FuzzListener.none()).run().findings().isEmpty()}
 */
public final class FuzzCampaign {

    private static final int GENERATED = 1000;
    private static final int TRACES_EVERY = 64;
    private static final int MOST_TRIES = 600;

    /** Each of what is really started takes its time. */
    private static final int MOST_STARTS = 12;

    private final FuzzSubject subject;
    private final FuzzOptions options;
    private final FuzzListener listener;
    private final Map<String, Integer> tried = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final List<FuzzCase> sinceTraces = new ArrayList<>();
    private boolean traced;
    private long cases;

    public FuzzCampaign(FuzzSubject subject, FuzzOptions options, FuzzListener listener) {
        this.subject = subject;
        this.options = options;
        this.listener = listener;
    }

    /**
     * Tries one case again.
     *
     * @param caseText as {@link Finding#caseText()} has it
     * @return what is wrong, in one line each; empty where all is well
     * @throws io.etlbed.conformance.ConformanceException if it is no case
     */
    public static List<String> replay(FuzzSubject subject, String caseText) throws InterruptedException {
        FuzzCase kept = FuzzCase.parse(caseText);
        Optional<Sessions> sessions = subject.sessions();
        try {
            Judges judges = new Judges(subject, kept.target(), sessions);
            List<String> problems = new ArrayList<>(judges.problems(kept));
            problems.addAll(judges.traces());
            return problems;
        } finally {
            sessions.ifPresent(Sessions::close);
        }
    }

    /** The target that a case is for. */
    public static FuzzTarget target(String caseText) {
        return FuzzCase.parse(caseText).target();
    }

    /**
     * @throws io.etlbed.conformance.ConformanceException if the subject has not what the target takes
     */
    public FuzzReport run() throws InterruptedException {
        long start = System.nanoTime();
        AtomicReference<@Nullable InterruptedException> interrupted = new AtomicReference<>();
        Optional<Sessions> sessions = subject.sessions();
        int replayed = 0;
        try {
            Judges judges = new Judges(subject, options.target(), sessions);
            List<FuzzCase> corpus = corpus();
            List<Kind> kinds = subject.kinds(options.target());
            listener.started(judges.describe(), kinds.size(), corpus.size());
            for (FuzzCase kept : corpus) {
                replayed++;
                List<String> problems = judges.problems(kept);
                if (!problems.isEmpty()) {
                    add(kept, problems, 0);
                }
            }
            JqwikSession.run(() -> {
                try {
                    generate(kinds, judges, start + options.length().toNanos());
                } catch (InterruptedException e) {
                    interrupted.set(e);
                }
            });
        } finally {
            sessions.ifPresent(Sessions::close);
        }
        InterruptedException stop = interrupted.get();
        if (stop != null) {
            throw stop;
        }
        return new FuzzReport(
                options.target(),
                options.seed(),
                tried,
                subject.impossible(options.target()),
                replayed,
                findings,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private List<FuzzCase> corpus() {
        return options.corpus().stream()
                .map(FuzzCase::parse)
                .filter(kept -> kept.target() == options.target())
                .toList();
    }

    private void generate(List<Kind> kinds, Judges judges, long end) throws InterruptedException {
        Random random = new Random(options.seed());
        List<RandomGenerator<FuzzCase>> generators = new ArrayList<>();
        kinds.forEach(kind -> generators.add(kind.cases().generator(GENERATED)));
        for (long round = 0; ; round++) {
            for (int i = 0; i < kinds.size(); i++) {
                Kind kind = kinds.get(i);
                if (System.nanoTime() > end || cases >= options.examples() || findings.size() >= options.findings()) {
                    traces(judges);
                    return;
                }
                if (round % kind.every() == 0 && !known.contains(kind.name())) {
                    attempt(kind, generators.get(i).next(random), judges);
                }
            }
            if (known.size() == kinds.size()) {
                return;
            }
        }
    }

    private void attempt(Kind kind, Shrinkable<FuzzCase> made, Judges judges) throws InterruptedException {
        cases++;
        tried.merge(kind.name(), 1, Integer::sum);
        sinceTraces.add(made.value());
        List<String> problems = judges.problems(made.value());
        if (!problems.isEmpty()) {
            known.add(kind.name());
            listener.shrinking(kind.name());
            Shrinking<FuzzCase> shrinking =
                    new Shrinking<>(kind.name().equals(SpecKinds.RUNS) ? MOST_STARTS : MOST_TRIES, judges::problems);
            FuzzCase plain = shrinking.plainest(made, problems);
            add(plain, shrinking.problems(), shrinking.steps());
        }
        if (cases % TRACES_EVERY == 0) {
            traces(judges);
        }
        listener.tried(cases, findings.size());
    }

    /** Where something was left, the cases since the last look are tried again, to see which of them it was. */
    private void traces(Judges judges) throws InterruptedException {
        List<FuzzCase> suspects = List.copyOf(sinceTraces);
        sinceTraces.clear();
        if (suspects.isEmpty() || traced) {
            return;
        }
        List<String> traces = judges.traces();
        if (traces.isEmpty()) {
            return;
        }
        traced = true;
        judges.sweep();
        if (judges.traces().isEmpty()) {
            for (FuzzCase suspect : suspects) {
                judges.problems(suspect);
                List<String> left = judges.traces();
                if (!left.isEmpty()) {
                    add(suspect, left, 0);
                    judges.sweep();
                    return;
                }
            }
        }
        // It stays, or comes of several together: the last of them tells at least when.
        add(suspects.get(suspects.size() - 1), traces, 0);
    }

    private void add(FuzzCase plain, List<String> problems, int steps) {
        Finding finding = new Finding(plain.id(), plain.target(), plain.kind(), problems, plain.text(), steps);
        findings.add(finding);
        listener.found(finding);
    }
}
