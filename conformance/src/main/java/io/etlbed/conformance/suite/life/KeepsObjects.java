package io.etlbed.conformance.suite.life;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Cluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.NodeControl.Started;
import io.etlbed.conformance.check.Rebalance;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.check.Wait;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * LIFE-15: objects are found, in their newest version, while targets join and leave; those of a lost target are unavailable,
 * never unknown, and it keeps its place until it is removed.
 */
final class KeepsObjects implements Check {

    private static final String BUCKET = "kept";
    private static final int OBJECTS = 30;

    /** A cluster knows of a loss by then. */
    private static final Duration NOTICED = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "keeps-objects-while-targets-change";
    }

    @Override
    public Set<String> proves() {
        return Set.of("LIFE-15");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.NODES);
    }

    @Override
    public int weight() {
        return 30;
    }

    @Override
    public void run(Session session) throws InterruptedException {
        try (Started started = session.nodes().start(List.of(Map.of(), Map.of()))) {
            Trial trial = new Trial(new Cluster(started.endpoint().open()));
            trial.fill();
            String lost = trial.anyTarget();
            trial.lose(started, lost);
            started.restart(lost);
            trial.expectAll("the object, since its target is back");
            trial.decommission(trial.join(started));
        }
    }

    /** One cluster, and what is to be on it. */
    private static final class Trial {

        private final Cluster cluster;
        private final Rebalance rebalance;
        private final Map<String, String> contents = new TreeMap<>();

        Trial(Cluster cluster) {
            this.cluster = cluster;
            this.rebalance = new Rebalance(cluster);
        }

        void fill() throws InterruptedException {
            Expect.status(cluster.createBucket(BUCKET), 200, "a new bucket");
            for (int i = 0; i < OBJECTS; i++) {
                put("o" + i, "first of " + i);
            }
        }

        private void put(String name, String content) throws InterruptedException {
            Expect.status(cluster.put(BUCKET, name, Payload.of(content)), 200, "the object stored");
            contents.put(name, content);
        }

        void expectAll(String why) throws InterruptedException {
            for (Map.Entry<String, String> object : contents.entrySet()) {
                Exchange get = Expect.status(cluster.get(BUCKET, object.getKey()), 200, why);
                Expect.that(get.text().equals(object.getValue()), get, "the newest version: " + object.getValue());
            }
        }

        String join(Started started) throws InterruptedException {
            String[] joined = {""};
            int[] rounds = {0};
            rebalance.during(() -> joined[0] = started.addTarget(Map.of()), () -> {
                expectAll("the object, wherever it is on its way to a target that joins");
                String changed = "o" + rounds[0] % OBJECTS;
                put(changed, "written in round " + rounds[0]++);
            });
            expectAll("the object, after a target has joined");
            Expect.that(
                    cluster.map().targets().containsKey(joined[0]),
                    "a map without it",
                    "the target " + joined[0] + " in the map, since it has joined");
            return joined[0];
        }

        String anyTarget() throws InterruptedException {
            return cluster.map().targets().keySet().iterator().next();
        }

        void lose(Started started, String target) throws InterruptedException {
            started.kill(target);
            Optional<Exchange> hidden = Wait.upTo(NOTICED, () -> firstUnavailable(target));
            Expect.that(hidden.isPresent(), "no answer 503", "503 for an object of the lost target " + target);
            Expect.that(
                    cluster.map().targets().containsKey(target),
                    "a map without it",
                    "the target " + target + " in the map, since it was lost, not removed");
        }

        /** Before the cluster knows of the loss, who is sent to the target finds nobody there. */
        private Optional<Exchange> firstUnavailable(String target) throws InterruptedException {
            Optional<Exchange> found = Optional.empty();
            for (Map.Entry<String, String> object : contents.entrySet()) {
                try {
                    Exchange get = cluster.get(BUCKET, object.getKey());
                    if (get.status() == 200) {
                        Expect.that(get.text().equals(object.getValue()), get, "the newest version");
                    } else {
                        Expect.status(get, 503, "unavailable, since target " + target + " is lost; or the object");
                        Expect.that(get.text().contains(target), get, "a message that names the lost target " + target);
                        found = Optional.of(get);
                    }
                } catch (NoAnswerException nobodyThere) {
                    return Optional.empty();
                }
            }
            return found;
        }

        void decommission(String target) throws InterruptedException {
            String message = "{\"action\":\"decommission-node\",\"value\":{\"sid\":\"" + target + "\"}}";
            rebalance.during(
                    () -> Expect.status(
                            cluster.http().send(Request.of("PUT", "/v1/cluster").body(message)),
                            200,
                            "the target decommissioned"),
                    () -> expectAll("the object, wherever it is on its way from a target that leaves"));
            Expect.that(
                    !cluster.map().targets().containsKey(target),
                    "it is in the map still",
                    "no target " + target + " in the map, since it was decommissioned");
            expectAll("the object, after a target has left");
        }
    }
}
