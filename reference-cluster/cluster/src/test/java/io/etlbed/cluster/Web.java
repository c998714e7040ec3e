package io.etlbed.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.net.ssl.SSLContext;

/** A client that knows HTTP and nothing of the cluster. */
final class Web {

    private static final HttpClient CLIENT = plain(HttpClient.Redirect.ALWAYS).build();
    private static final HttpClient STAYS = plain(HttpClient.Redirect.NEVER).build();

    private final URI base;
    private final HttpClient client;
    private final HttpClient stays;

    Web(URI base) {
        this.base = base;
        this.client = CLIENT;
        this.stays = STAYS;
    }

    /** By TLS. */
    Web(URI base, SSLContext tls) {
        this.base = base;
        this.client = plain(HttpClient.Redirect.ALWAYS).sslContext(tls).build();
        this.stays = plain(HttpClient.Redirect.NEVER).sslContext(tls).build();
    }

    private static HttpClient.Builder plain(HttpClient.Redirect redirects) {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(redirects);
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return client.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, new byte[0], headers);
    }

    /** Without following redirects. */
    HttpResponse<byte[]> stay(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return stays.send(request(method, path, body, headers), HttpResponse.BodyHandlers.ofByteArray());
    }

    void createBucket(String name) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                send("POST", "/v1/buckets/" + name + "?provider=ais", "{\"action\":\"create-bck\"}");
        if (answer.statusCode() != 200) {
            throw new IOException(text(answer));
        }
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private HttpRequest request(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** Bytes that repeat nowhere soon. */
    static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
