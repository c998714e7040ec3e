package io.etlbed.conformance.fuzz;

import java.util.List;
import java.util.Optional;

/** The judges of one target: the usual one, and the one for what is really started. */
final class Judges implements Judge {

    private final Judge usual;
    private final Optional<Judge> running;

    Judges(FuzzSubject subject, FuzzTarget target, Optional<Sessions> sessions) throws InterruptedException {
        this.usual = subject.judge(target, sessions);
        this.running = sessions.map(RunJudge::new);
    }

    @Override
    public List<String> problems(FuzzCase tried) throws InterruptedException {
        Judge judge = tried.kind().equals(SpecKinds.RUNS) ? running.orElse(usual) : usual;
        return judge.problems(tried);
    }

    @Override
    public List<String> traces() throws InterruptedException {
        return usual.traces();
    }

    @Override
    public void sweep() throws InterruptedException {
        usual.sweep();
    }

    @Override
    public String describe() {
        return usual.describe();
    }
}
