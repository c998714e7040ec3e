package io.etlbed.conformance.check;

import io.etlbed.conformance.evidence.Evidence;
import io.etlbed.conformance.evidence.SeenExchange;
import io.etlbed.conformance.evidence.SeenPod;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Transcript;
import java.util.List;
import java.util.Optional;

/** Writes down what there is to see of a failure, before it is cleaned up. */
final class Witness {

    /** More would hide what matters. */
    private static final int MOST_EXCHANGES = 40;

    private Witness() {}

    /**
     * @param exchanges all of the check, in their order
     * @param decisive the one by which it failed, where there is one
     * @param etls that the check has started, or tried to
     */
    static Evidence of(List<Exchange> exchanges, Optional<Exchange> decisive, Optional<Pods> pods, List<String> etls) {
        int leftOut = Math.max(0, exchanges.size() - MOST_EXCHANGES);
        List<SeenExchange> seen = exchanges.subList(leftOut, exchanges.size()).stream()
                .map(exchange -> seen(exchange, decisive))
                .toList();
        if (pods.isEmpty()) {
            return new Evidence(seen, leftOut, List.of(), List.of(), List.of("pods, logs and events: no kubeconfig"));
        }
        KubernetesWitness kubernetes = new KubernetesWitness(pods.get());
        for (String etl : etls) {
            kubernetes.look(etl);
        }
        List<SeenPod> found = kubernetes.pods();
        return new Evidence(seen, leftOut, found, kubernetes.events(), kubernetes.unseen());
    }

    private static SeenExchange seen(Exchange exchange, Optional<Exchange> decisive) {
        Transcript transcript = exchange.transcript();
        boolean same = decisive.filter(exchange::equals).isPresent();
        return new SeenExchange(transcript.request(), transcript.answer(), exchange.time(), same);
    }
}
