package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Query;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** Sends calls to the endpoint and follows the redirects of its gateways, keeping method, headers and body. */
final class Transport implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    /** The longest text of an error or a redirect that is read. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final URI endpoint;
    private final String base;
    private final SSLContext tls;
    private final HttpEngine engine;
    private final ExchangeListener listener;

    Transport(URI endpoint, ExchangeListener listener, SSLContext tls) {
        this.endpoint = endpoint;
        this.listener = listener;
        String text = endpoint.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.tls = tls;
        this.engine = new HttpEngine(tls);
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * @return an answer of 200 to 299, which the caller closes
     * @throws AisException if the answer is 400 or above
     */
    Answer send(Call call) throws IOException, InterruptedException {
        URI url = call.at(base);
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            long began = System.nanoTime();
            Reply response;
            try {
                response = exchange(call, url);
            } catch (IOException e) {
                tell(call, url, OptionalInt.empty(), began, String.valueOf(e.getMessage()));
                throw e;
            }
            int status = response.status();
            if (status < 400) {
                tell(call, url, OptionalInt.of(status), began, "");
            }
            if (status >= 200 && status < 300) {
                return new Answer(url, status, response.headers(), response.body());
            }
            byte[] text = shortText(response.body());
            if (status >= 400) {
                Optional<String> headOnly = response.headers().firstValue("Hdr-Error");
                AisException refusal = Refusals.of(
                        call.method(),
                        url,
                        status,
                        headOnly.map(json -> json.getBytes(StandardCharsets.ISO_8859_1))
                                .orElse(text));
                tell(call, url, OptionalInt.of(status), began, String.valueOf(refusal.getMessage()));
                throw refusal;
            }
            url = next(call, url, response);
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects, the last to " + url);
    }

    private void tell(Call call, URI url, OptionalInt status, long began, String problem) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        listener.exchanged(new HttpExchange(call.method(), url, status, took, problem));
    }

    @Override
    public void close() {
        engine.close();
    }

    private Reply exchange(Call call, URI url) throws IOException, InterruptedException {
        if (call.streamed() && call.body().isPresent()) {
            return upload(call, call.body().get(), url);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        call.headers().forEach(request::setHeader);
        call.patience().ifPresent(request::timeout);
        // Bodies of control calls are in memory.
        try (InputStream bytes = call.body().isPresent() ? call.body().get().open() : InputStream.nullInputStream()) {
            request.method(call.method(), HttpRequest.BodyPublishers.ofByteArray(bytes.readAllBytes()));
            HttpResponse<InputStream> response =
                    engine.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(url, e);
        } catch (SSLException e) {
            throw TlsException.of(origin(url), e);
        }
    }

    private Reply upload(Call call, ObjectBody body, URI url) throws IOException, InterruptedException {
        try (Upload upload = connect(url)) {
            return upload.send(call.method(), call.headers(), body);
        } catch (IOException e) {
            // An interrupt closes the channel; TLS has its own name for what that does to it.
            if (!Thread.interrupted()) {
                throw e;
            }
            throw new InterruptedException("interrupted while sending to " + origin(url));
        }
    }

    private Upload connect(URI url) throws IOException {
        try {
            return Upload.to(url, tls);
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (SSLException e) {
            throw TlsException.of(origin(url), e);
        } catch (IOException e) {
            throw unreachable(url, e);
        }
    }

    private URI next(Call call, URI url, Reply response) throws IOException {
        int status = response.status();
        Optional<String> location = response.headers().firstValue("Location").map(Transport::asUtf8);
        if (location.isEmpty() || !(status == 301 || status == 302 || status == 307 || status == 308)) {
            throw new IOException(call.method() + " " + url + " was answered " + status + ", which is no answer to it");
        }
        URI next;
        try {
            next = url.resolve(UrlPath.repaired(samePath(call, location.get())));
        } catch (IllegalArgumentException e) {
            throw new IOException("redirected to \"" + location.get() + "\", which is no URL", e);
        }
        boolean http = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
        boolean weaker = "https".equals(url.getScheme()) && !"https".equals(next.getScheme()) && !toPod(call);
        if (!http || weaker || next.getHost() == null) {
            throw new IOException("redirected from " + url + " to " + next + ", which is not followed");
        }
        return next;
    }

    /** To pods, which speak plain HTTP, targets redirect for {@code hpull://} (ADR 30). */
    private static boolean toPod(Call call) {
        return call.method().equals("GET")
                && !Query.get(call.query(), Query.UUID).isEmpty();
    }

    /**
     * AIStore writes the object's name into {@code Location} without encoding it. Where that is so our own encoding takes
     * its place, for a {@code ?} or {@code %} in a name would lead elsewhere.
     */
    private static String samePath(Call call, String location) {
        int authority = location.indexOf("://");
        int slash = authority < 0 ? -1 : location.indexOf('/', authority + 3);
        if (slash < 0 || !location.startsWith(call.path().decoded(), slash)) {
            return location;
        }
        String rest = location.substring(slash + call.path().decoded().length());
        return rest.isEmpty() || rest.startsWith("?")
                ? location.substring(0, slash) + call.path().encoded() + rest
                : location;
    }

    /** Headers are read as Latin-1; what was not encoded in a URL is UTF-8 all the same. */
    private static String asUtf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static byte[] shortText(InputStream body) throws IOException {
        try (body) {
            return body.readNBytes(LONGEST_TEXT);
        }
    }

    private ConnectException unreachable(URI url, IOException cause) {
        String why = cause instanceof UnknownHostException || cause.getCause() instanceof UnresolvedAddressException
                ? "no such host"
                : cause instanceof ConnectException ? "connection refused" : "no answer to the connection";
        ConnectException told = new ConnectException("cannot reach " + origin(url) + ": " + why + behind(url));
        told.initCause(cause);
        return told;
    }

    private String behind(URI url) {
        return url.toString().startsWith(base) ? "" : " (redirected there by " + endpoint + ")";
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getAuthority();
    }
}
