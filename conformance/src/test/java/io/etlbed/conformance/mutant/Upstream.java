package io.etlbed.conformance.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Passes requests on to one server. */
final class Upstream {

    /** What belongs to one connection, not to the message. */
    private static final Set<String> PER_HOP = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    private final URI server;
    private final HttpClient client;
    private final Optional<String> token;

    Upstream(URI server, HttpClient client, Optional<String> token) {
        this.server = server;
        this.client = client;
        this.token = token;
    }

    URI server() {
        return server;
    }

    /** @param object the body of an object that is stored; empty for control calls, whose body is in the request */
    Reply send(Sent sent, Optional<InputStream> object, long length) throws IOException {
        HttpRequest.BodyPublisher body = object.isPresent() && length > 0
                ? BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(object::get), length)
                : sent.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(sent.body());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server + sent.target())).method(sent.method(), body);
        sent.headers().forEach((name, values) -> {
            if (!PER_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        token.ifPresent(secret -> request.setHeader("Authorization", "Bearer " + secret));
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            Map<String, List<String>> headers = new TreeMap<>();
            answer.headers().map().forEach((name, values) -> {
                if (!PER_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name.toLowerCase(Locale.ROOT), values);
                }
            });
            long known = answer.headers().firstValueAsLong("content-length").orElse(-1);
            return new Reply(answer.statusCode(), headers, answer.body(), known);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
