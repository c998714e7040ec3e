package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
import java.time.Duration;
import java.util.Optional;

/** The job that moves objects when targets change, as clients see it. */
public final class Rebalance {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Cluster cluster;

    public Rebalance(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What is told of the latest one. */
    private Exchange status() throws InterruptedException {
        return cluster.http().send(Request.of("GET", "/v1/cluster?what=status").body("{\"kind\":\"rebalance\"}"));
    }

    /** When the latest one has ended, in nanoseconds since the epoch; 0 where it has not, or there was none. */
    private long end() throws InterruptedException {
        Exchange status = status();
        return status.status() == 404
                ? 0
                : Expect.json(
                                Expect.status(status, 200, "the status of the rebalance job"),
                                tree -> tree.path("end_time").isNumber(),
                                "the status of the rebalance job, with 'end_time'")
                        .path("end_time")
                        .asLong();
    }

    /**
     * Does something until another job has ended than the last one.
     *
     * @param change begins the other one
     * @param meanwhile is done again and again, once at least
     */
    public void during(Step change, Step meanwhile) throws InterruptedException {
        long before = end();
        change.run();
        Optional<Long> end = Wait.upTo(PATIENCE, () -> {
            meanwhile.run();
            return Optional.of(end()).filter(now -> now > 0 && now != before);
        });
        Expect.that(end.isPresent(), status(), "a rebalance job that ends within a minute");
    }

    /** Something that talks to the cluster. */
    @FunctionalInterface
    public interface Step {
        void run() throws InterruptedException;
    }
}
