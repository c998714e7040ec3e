package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** HTTP without a client library's ideas of Kubernetes: it knows what a kubeconfig says, and nothing more. */
final class RawClient {

    final SSLContext tls;
    final URI server;
    final String token;
    private final HttpClient http;

    RawClient(Path kubeconfig) {
        try {
            String text = Files.readString(kubeconfig);
            server = URI.create(value(text, "server"));
            token = value(text, "token");
            tls = trusting(Base64.getDecoder().decode(value(text, "certificate-authority-data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> put(String path, String body, String... headers) {
        return send(request(path, headers).PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> patch(String path, String type, String body) {
        return send(request(path, "Content-Type", type).method("PATCH", BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path, String body) {
        return send(request(path).method("DELETE", BodyPublishers.ofString(body)));
    }

    /** The lines of a response that goes on. */
    Stream<String> lines(String path) {
        try {
            return http.send(request(path).GET().build(), BodyHandlers.ofLines())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All lines of a response that goes on, when it has ended; no thread waits for them. */
    CompletableFuture<List<String>> linesLater(String path) {
        return http.sendAsync(request(path).GET().build(), BodyHandlers.ofString(UTF_8))
                .thenApply(answer -> answer.body().lines().toList());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status with which a WebSocket is refused. */
    int upgrade(String path, String bearer, String... protocols) {
        try {
            socket(path, bearer, new WebSocket.Listener() {}, protocols).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    WebSocket socket(String path, WebSocket.Listener listener, String... protocols) {
        return socket(path, token, listener, protocols);
    }

    private WebSocket socket(String path, String bearer, WebSocket.Listener listener, String... protocols) {
        WebSocket.Builder builder = http.newWebSocketBuilder().header("Authorization", "Bearer " + bearer);
        if (protocols.length > 0) {
            builder.subprotocols(protocols[0], Arrays.copyOfRange(protocols, 1, protocols.length));
        }
        return builder.buildAsync(URI.create("wss://127.0.0.1:" + server.getPort() + path), listener)
                .join();
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private static String value(String text, String key) {
        Matcher matcher = Pattern.compile(key + ": (\\S+)").matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + key + " in the kubeconfig");
        }
        return matcher.group(1);
    }

    private static SSLContext trusting(byte[] pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
