package io.etlbed.junit.faults;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rules of one cluster. */
final class RuleBook implements Faults {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private Season season = new Season();

    @Override
    public FaultRule at(Place place) {
        return new RuleDraft(this, place);
    }

    Fault add(Rule.Terms terms, Kind kind, long seed) {
        Rule[] self = new Rule[1];
        self[0] = new Rule(terms, kind, seed, () -> rules.remove(self[0]));
        rules.add(self[0]);
        return self[0];
    }

    /** What is to be done to a request, if anything. */
    Optional<Action> meet(Call call) {
        Season now = season();
        for (Rule rule : rules) {
            Optional<Action> action = rule.meet(call, now);
            if (action.isPresent()) {
                return action;
            }
        }
        return Optional.empty();
    }

    private synchronized Season season() {
        return season;
    }

    @Override
    public State state() {
        return new State(rules.size(), season().acting());
    }

    @Override
    public void reset() {
        Season last;
        synchronized (this) {
            last = season;
            season = new Season();
            rules.clear();
        }
        last.end();
    }
}
