package io.etlbed.junit.report;

import io.etlbed.cluster.client.HttpExchange;
import java.util.List;
import java.util.Optional;

/** A command line that repeats a request, as long as the cluster runs. */
final class Curl {

    private Curl() {}

    /** The last one that failed, of those without a body. */
    static Optional<String> of(List<HttpExchange> exchanges) {
        return exchanges.stream()
                .filter(exchange -> !exchange.succeeded())
                .filter(exchange ->
                        exchange.method().equals("GET") || exchange.method().equals("HEAD"))
                .reduce((first, second) -> second)
                .map(exchange -> "curl -sSL -i " + (exchange.method().equals("HEAD") ? "-I " : "")
                        + Shell.quoted(exchange.url().toString()));
    }
}
