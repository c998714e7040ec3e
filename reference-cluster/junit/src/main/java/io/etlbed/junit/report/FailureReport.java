package io.etlbed.junit.report;

import io.etlbed.cluster.client.HttpExchange;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What a failed test leaves to be read: logs of its pods, their events, its HTTP exchanges, and how to run it again.
 *
 * @param kubernetes where its pods are
 * @param etls the ETLs that it has used
 * @param exchanges with the cluster, in their order
 * @param forgotten how many there were before these
 */
public record FailureReport(
        KubernetesClient kubernetes, List<String> etls, List<HttpExchange> exchanges, long forgotten) {

    private static final int SHOWN_WITH_FAILURE = 5;

    /** Publishes it as report entries, and adds the shortest of it to the failure, where every tool shows it. */
    public void publish(ExtensionContext context, Throwable failure) {
        Map<String, String> entries = new LinkedHashMap<>();
        PodFacts pods = new PodFacts(kubernetes, etls);
        pods.logs().forEach((pod, log) -> entries.put("etlbed log of " + pod, log));
        entries.put("etlbed events", pods.events());
        entries.put("etlbed exchanges", listed());
        String again = Reproduction.line(context);
        entries.put("etlbed reproduce", again);
        Curl.of(exchanges).ifPresent(line -> entries.put("etlbed curl", line));
        entries.forEach((name, text) -> {
            if (!text.isBlank()) {
                context.publishReportEntry(name, text);
            }
        });
        failure.addSuppressed(new Findings(summary(again)));
    }

    private String listed() {
        String lines = exchanges.stream().map(FailureReport::line).collect(Collectors.joining("\n"));
        return forgotten == 0 ? lines : "… " + forgotten + " before these\n" + lines;
    }

    private String summary(String again) {
        List<HttpExchange> last =
                exchanges.subList(Math.max(0, exchanges.size() - SHOWN_WITH_FAILURE), exchanges.size());
        StringBuilder text = new StringBuilder("what the test did on the cluster");
        last.forEach(exchange -> text.append("\n  ").append(line(exchange)));
        return text.append("\n  pods' logs, events and all exchanges are in the report entries of the test")
                .append("\n  again: ")
                .append(again)
                .toString();
    }

    private static String line(HttpExchange exchange) {
        String status =
                exchange.status().isPresent() ? String.valueOf(exchange.status().getAsInt()) : "no answer";
        return exchange.method() + " " + exchange.url() + " → " + status + ", "
                + exchange.took().toMillis() + " ms" + (exchange.problem().isEmpty() ? "" : ": " + exchange.problem());
    }
}
