package io.etlbed.ci.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Looks at the cluster map. */
final class MapWatch {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;

    MapWatch(URI proxy) {
        this.request = HttpRequest.newBuilder(proxy.resolve("/v1/daemon?what=smap"))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    /** Whether a target is in the map, and not joining any more. */
    boolean hasPlace(String targetId) throws IOException, InterruptedException {
        JsonNode target = JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .body())
                .path("tmap")
                .path(targetId);
        return target.isObject() && target.path("flags").asLong() == 0;
    }
}
