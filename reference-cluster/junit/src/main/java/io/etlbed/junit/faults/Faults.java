package io.etlbed.junit.faults;

/**
 * The faults of one cluster. Safe for any thread; where several rules match a request, the first one that was made and whose
 * time has come acts.
 *
 * <pre>{@code
 * cluster.faults().at(Place.targets()).method("GET").path("/v1/objects/**").nth(3).afterEffect().reset();
 * cluster.faults().at(Place.kubernetes()).method("POST").path("/api/v1/**").withProbability(0.2, 42).status(500);
 * cluster.faults().reset();
 * }</pre>
 */
public interface Faults {

    /** Begins a rule; it holds from the moment in which it is told what is to happen. */
    FaultRule at(Place place);

    /** How many rules there are, and how many requests they are acting upon at this moment. */
    State state();

    /**
     * Removes all rules and ends what they are doing: requests that are delayed go on, connections that are stalled are
     * reset. When it returns, none of them acts upon anything.
     */
    void reset();

    /**
     * What there is of faults.
     *
     * @param rules that would act upon requests to come
     * @param acting requests that are being delayed or stalled
     */
    record State(int rules, int acting) {

        /** Whether there is nothing. */
        public boolean none() {
            return rules == 0 && acting == 0;
        }
    }
}
