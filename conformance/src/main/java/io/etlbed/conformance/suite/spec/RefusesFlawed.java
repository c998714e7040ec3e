package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Session;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A rule that is proved by specifications which are right but for one field: each is refused with that field's name. */
record RefusesFlawed(String name, Set<String> proves, List<Flawed> flawed) implements Check {

    /**
     * @param what in words, for people
     * @param flaw makes a right specification wrong
     * @param words that the refusal is to hold
     */
    record Flawed(String what, UnaryOperator<PodYaml> flaw, List<String> words) {}

    static Flawed flawed(String what, UnaryOperator<PodYaml> flaw, String... words) {
        return new Flawed(what, flaw, List.of(words));
    }

    @Override
    public void run(Session session) throws InterruptedException {
        Refusals refusals = new Refusals(session);
        // Should a cluster take it after all, it is not to wait without end for a pod that cannot get ready.
        PodYaml right = session.md5Spec().with("metadata.annotations.wait_timeout", "30s");
        for (Flawed one : flawed) {
            refusals.spec(
                    one.flaw().apply(right).text(), one.what(), one.words().toArray(String[]::new));
        }
        refusals.expectNothingLeft();
    }
}
