package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Reported;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.fuzz.SpecArbitraries.Flawed;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;
import java.util.TreeSet;

/** SPEC-16 with specifications that are made up: exactly the rules that were broken are reported. */
final class GeneratedSpecs implements Check {

    @Override
    public String name() {
        return "reports-exactly-the-flaws-of-generated-specifications";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-16");
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        Examples.tryOut(session, () -> SpecArbitraries.flawed(session.md5Spec()), flawed -> check(refusals, flawed));
        refusals.expectNothingLeft();
    }

    static void check(Refusals refusals, Flawed flawed) throws InterruptedException {
        Exchange answer = refusals.spec(flawed.spec().text(), "it was made to break " + rules(flawed));
        Reported reported = Reported.in(Expect.message(answer).orElse(""));
        Expect.that(
                new TreeSet<>(reported.rules()).equals(rules(flawed)),
                answer,
                "exactly " + rules(flawed) + " reported");
        for (Flaw flaw : flawed.flaws()) {
            Expect.that(
                    reported.entry(flaw.rule(), flaw.reported()).isPresent(),
                    answer,
                    flaw.rule() + " reported at " + flaw.reported());
        }
    }

    private static Set<String> rules(Flawed flawed) {
        Set<String> rules = new TreeSet<>();
        flawed.flaws().forEach(flaw -> rules.add(flaw.rule()));
        return rules;
    }
}
