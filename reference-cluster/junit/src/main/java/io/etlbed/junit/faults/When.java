package io.etlbed.junit.faults;

import java.util.SplittableRandom;

/** Which of the requests that a rule matches it acts upon. Asked for each of them, in their order, under a lock. */
@FunctionalInterface
interface When {

    /** @param count of the request among those that match, from 1 */
    boolean holds(long count);

    static When always() {
        return count -> true;
    }

    static When probability(double probability, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return count -> random.nextDouble() < probability;
    }
}
