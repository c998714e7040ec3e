package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Sends calls to the endpoint and follows the redirects of its gateways, keeping method, headers and body. */
final class Transport implements AutoCloseable {

    private static final int MOST_REDIRECTS = 5;
    /** The longest text of an error or a redirect that is read. */
    private static final int LONGEST_TEXT = 1 << 20;

    private final URI endpoint;
    private final String base;
    private final HttpEngine engine;

    Transport(URI endpoint) {
        this.endpoint = endpoint;
        String text = endpoint.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.engine = new HttpEngine(endpoint);
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
            HttpResponse<InputStream> response = exchange(call, url);
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                return new Answer(url, status, response.headers(), response.body());
            }
            byte[] text = shortText(response.body());
            if (status >= 400) {
                Optional<String> headOnly = response.headers().firstValue("Hdr-Error");
                throw Refusals.of(
                        call.method(),
                        url,
                        status,
                        headOnly.map(json -> json.getBytes(StandardCharsets.ISO_8859_1))
                                .orElse(text));
            }
            url = next(call, url, response);
        }
        throw new IOException("more than " + MOST_REDIRECTS + " redirects, the last to " + url);
    }

    @Override
    public void close() {
        engine.close();
    }

    private HttpResponse<InputStream> exchange(Call call, URI url) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).expectContinue(call.streamed());
        call.headers().forEach(request::setHeader);
        call.patience().ifPresent(request::timeout);
        try {
            if (call.body().isEmpty()) {
                request.method(call.method(), HttpRequest.BodyPublishers.noBody());
                return engine.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            }
            ObjectBody body = call.body().get();
            try (InputStream bytes = body.open()) {
                request.method(call.method(), publisher(body.length(), bytes));
                return engine.http().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw unreachable(url, e);
        }
    }

    private static HttpRequest.BodyPublisher publisher(long length, InputStream bytes) {
        if (length == 0) {
            return HttpRequest.BodyPublishers.noBody();
        }
        HttpRequest.BodyPublisher stream = HttpRequest.BodyPublishers.ofInputStream(() -> bytes);
        return length < 0 ? stream : HttpRequest.BodyPublishers.fromPublisher(stream, length);
    }

    private URI next(Call call, URI url, HttpResponse<?> response) throws IOException {
        int status = response.statusCode();
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
        boolean weaker = "https".equals(url.getScheme()) && !"https".equals(next.getScheme());
        if (!http || weaker || next.getHost() == null) {
            throw new IOException("redirected from " + url + " to " + next + ", which is not followed");
        }
        return next;
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
        String why = cause.getCause() instanceof UnresolvedAddressException
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
