package io.etlbed.junit.transformer;

import io.etlbed.simulator.handler.HandlerAnswer;
import io.etlbed.simulator.handler.HandlerRequest;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/**
 * Hands requests on to a server that runs elsewhere, both ways at once, and holds none of the bytes.
 *
 * @param url where the server is, with its path where it has one
 */
record ServerRelay(URI url) implements RequestHandler {

    @Override
    public void handle(HandlerRequest request, HandlerAnswer answer) throws IOException {
        ServerExchange exchange;
        try {
            exchange = ServerExchange.of(request, url);
        } catch (IOException e) {
            answer.send(502, "the transformer at " + url.getAuthority() + " does not answer: " + e.getMessage());
            return;
        }
        try (exchange) {
            exchange.headers().forEach(header -> answer.header(header.getKey(), header.getValue()));
            OutputStream out = exchange.length().isPresent()
                    ? answer.begin(exchange.status(), exchange.length().getAsLong())
                    : answer.begin(exchange.status());
            exchange.copyTo(out);
            // Not where it broke off: closing would make the answer look whole.
            out.close();
        }
    }
}
