package io.etlbed.ci.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/** Load generators do not follow redirects: these are followed for them once. */
final class Redirects {

    private static final int MOST = 5;

    private Redirects() {}

    /** @throws IOException where the end is no success */
    static URI follow(URI start) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        URI at = start;
        for (int hop = 0; hop < MOST; hop++) {
            HttpResponse<Void> answer =
                    client.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.discarding());
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() == 200) {
                return at;
            }
            if (location.isEmpty()) {
                throw new IOException(at + " answered " + answer.statusCode());
            }
            at = at.resolve(location.get());
        }
        throw new IOException("more than " + MOST + " redirects from " + start);
    }
}
