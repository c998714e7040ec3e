package io.etlbed.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.CheckFailed;
import io.etlbed.conformance.check.Judge;
import io.etlbed.conformance.check.Judgement;
import io.etlbed.conformance.check.Pods;
import io.etlbed.conformance.check.ProbeTalk;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.evidence.SeenPod;
import io.etlbed.conformance.http.Exchange;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is kept of a failure, though all that the check has made is gone when its verdict is there. */
class EvidenceIT {

    private static final class FailsByWhatThePodSays implements Check {

        private String etl = "";
        private String instance = "";

        @Override
        public String name() {
            return "fails-by-what-the-pod-says";
        }

        @Override
        public Set<String> proves() {
            return Set.of("API-03");
        }

        @Override
        public void run(Session session) throws InterruptedException {
            etl = session.start(session.probeSpec());
            String bucket = session.newBucket();
            session.put(bucket, "an-object", ProbeTalk.report());
            Exchange answer = session.cluster().transform(bucket, "an-object", etl);
            instance = ProbeTalk.reported(answer).path("instance").asText();
            throw CheckFailed.at(answer, "something else");
        }
    }

    @Test
    void pods_their_logs_their_events_and_the_exchanges_are_from_before_the_cleaning() throws Exception {
        FailsByWhatThePodSays check = new FailsByWhatThePodSays();

        Judgement judgement = Judge.examine(check, TestCluster.lab());

        Evidence evidence = judgement.evidence().orElseThrow();
        assertThat(evidence.pods())
                .hasSize(3)
                .allSatisfy(pod -> assertThat(pod.name()).startsWith(check.etl))
                .allSatisfy(pod -> assertThat(pod.state()).contains("Running on "));
        assertThat(evidence.pods()).extracting(SeenPod::log).anyMatch(log -> log.contains(check.instance));
        assertThat(evidence.events()).anyMatch(event -> event.startsWith(check.etl) && event.contains(": Started: "));
        assertThat(evidence.unseen()).isEmpty();
        assertThat(evidence.exchanges())
                .filteredOn(SeenExchange::decisive)
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.request()).contains("?uuid=" + check.etl))
                .satisfies(exchange ->
                        assertThat(exchange.answer()).startsWith("→ http://").contains(check.instance));
        Awaitility.await("all is cleaned up")
                .until(() ->
                        TestCluster.lab()
                                .kubernetes()
                                .orElseThrow()
                                .pods()
                                .inNamespace(Pods.NAMESPACE)
                                .list()
                                .getItems()
                                .stream()
                                .noneMatch(pod -> pod.getMetadata().getName().startsWith(check.etl)));
    }
}
