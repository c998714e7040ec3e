package io.etlbed.ci.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * A list by pages as a client gets it who does no more with a page than to count its names and to find where the next one begins. Names
 * are ASCII.
 */
final class PagedList {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI bucket;
    private final String accept;
    private final byte[] entry;
    private final byte[] token;

    private PagedList(URI bucket, String accept, byte[] entry, byte[] token) {
        this.bucket = bucket;
        this.accept = accept;
        this.entry = entry;
        this.token = token;
    }

    static PagedList json(URI proxy, String bucket) {
        return new PagedList(
                at(proxy, bucket), "application/json", ascii("{\"name\":\""), ascii("\"continuation_token\":\""));
    }

    static PagedList messagePack(URI proxy, String bucket) {
        // A map of three, whose first key is n.
        byte[] entry = {(byte) 0x83, (byte) 0xa1, 'n'};
        return new PagedList(at(proxy, bucket), "application/msgpack", entry, ascii("ContinuationToken"));
    }

    private static URI at(URI proxy, String bucket) {
        return proxy.resolve("/v1/buckets/" + bucket + "?provider=ais");
    }

    /** How many names there are in all pages. */
    long count(int page) throws IOException, InterruptedException {
        long names = 0;
        String next = "";
        do {
            HttpResponse<byte[]> answer = http.send(
                    HttpRequest.newBuilder(bucket)
                            .header("Accept", accept)
                            .method("GET", HttpRequest.BodyPublishers.ofString(message(page, next)))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("cannot list " + bucket + ": " + answer.statusCode());
            }
            for (int at = find(answer.body(), entry, 0); at >= 0; at = find(answer.body(), entry, at + 1)) {
                names++;
            }
            next = next(answer.body());
        } while (!next.isEmpty());
        return names;
    }

    /** What asks for a page. */
    static String message(int page, String token) {
        return "{\"action\":\"list\",\"value\":{\"props\":\"name,size\",\"pagesize\":" + page
                + ",\"continuation_token\":\"" + token + "\"}}";
    }

    /** The token, which stands behind all names. */
    private String next(byte[] page) throws IOException {
        int at = -1;
        for (int i = page.length - token.length; i >= 0 && at < 0; i--) {
            at = find(page, token, i) == i ? i + token.length : -1;
        }
        if (at < 0) {
            throw new IOException("a page of " + bucket + " without a token");
        }
        if (accept.endsWith("json")) {
            int end = find(page, ascii("\""), at);
            return new String(page, at, end - at, StandardCharsets.US_ASCII);
        }
        int head = page[at] & 0xff;
        return head == 0xd9
                ? new String(page, at + 2, page[at + 1] & 0xff, StandardCharsets.US_ASCII)
                : new String(page, at + 1, head & 0x1f, StandardCharsets.US_ASCII);
    }

    private static int find(byte[] all, byte[] wanted, int from) {
        for (int i = from; i <= all.length - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && all[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
