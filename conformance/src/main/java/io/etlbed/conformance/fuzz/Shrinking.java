package io.etlbed.conformance.fuzz;

import java.util.List;
import net.jqwik.api.Shrinkable;

/** Makes what fails as plain as it can be, in a bounded number of tries. */
final class Shrinking<T> {

    private final int mostTries;
    private final Failing<T> failing;
    private List<String> problems = List.of();
    private int steps;

    /** What is wrong with an example; nothing where it does not fail. */
    @FunctionalInterface
    interface Failing<T> {
        List<String> problems(T example) throws InterruptedException;
    }

    Shrinking(int mostTries, Failing<T> failing) {
        this.mostTries = mostTries;
        this.failing = failing;
    }

    /** @param first what was wrong with the example at first */
    T plainest(Shrinkable<T> example, List<String> first) throws InterruptedException {
        problems = first;
        Shrinkable<T> plain = example;
        int left = mostTries;
        boolean plainer = true;
        while (plainer && left > 0) {
            plainer = false;
            var candidates = plain.shrink().iterator();
            while (candidates.hasNext() && left-- > 0) {
                Shrinkable<T> candidate = candidates.next();
                List<String> again = failing.problems(candidate.value());
                if (!again.isEmpty()) {
                    plain = candidate;
                    problems = again;
                    steps++;
                    plainer = true;
                    break;
                }
            }
        }
        return plain.value();
    }

    /** What is wrong with the plainest. */
    List<String> problems() {
        return problems;
    }

    int steps() {
        return steps;
    }
}
