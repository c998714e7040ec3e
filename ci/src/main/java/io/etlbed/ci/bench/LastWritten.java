package io.etlbed.ci.bench;

import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListEntry;
import io.etlbed.cluster.wire.ListPage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;

/**
 * The latest object of a bucket.
 *
 * @param objects how many there are
 * @param time when the last of them was written
 */
record LastWritten(long objects, Instant time) {

    private static final String RFC_3339 = "2006-01-02T15:04:05.999999999Z07:00";

    static LastWritten of(URI proxy, String bucket) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        long objects = 0;
        Instant last = Instant.MIN;
        String token = "";
        do {
            String message = "{\"action\":\"list\",\"value\":{\"props\":\"name,atime\",\"time_format\":\"" + RFC_3339
                    + "\",\"continuation_token\":\"" + token + "\"}}";
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(proxy.resolve("/v1/buckets/" + bucket))
                            .method("GET", HttpRequest.BodyPublishers.ofString(message))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("cannot list ais://" + bucket + ": " + answer.statusCode());
            }
            ListPage page = Json.read(answer.body(), ListPage.class);
            for (ListEntry entry : page.all()) {
                Instant written = Instant.parse(String.valueOf(entry.atime()));
                last = written.isAfter(last) ? written : last;
                objects++;
            }
            token = page.continuation_token();
        } while (!token.isEmpty());
        return new LastWritten(objects, last);
    }
}
