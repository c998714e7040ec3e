package io.etlbed.ci.bench;

import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Smap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The cluster map of a moment, with all that nodes tell each other by it. */
public final class CurrentMap {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private CurrentMap() {}

    /** As a proxy has it. */
    public static Smap of(URI proxy) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(proxy.resolve("/v1/daemon?what=smap"))
                .timeout(LIMIT)
                .build();
        return Json.read(
                HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(), Smap.class);
    }
}
