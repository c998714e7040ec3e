package io.etlbed.conformance.http;

import io.etlbed.conformance.ConformanceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A gateway of the cluster under test, and the one HTTP client that all checks share. */
public final class Endpoint {

    private final URI url;
    private final HttpClient client;

    private Endpoint(URI url, HttpClient client) {
        this.url = url;
        this.client = client;
    }

    /**
     * @param url such as {@code http://127.0.0.1:8080}; a path below it is kept
     * @throws ConformanceException if it is no absolute http or https URL
     */
    public static Endpoint of(URI url) {
        return of(url, Optional.empty());
    }

    /**
     * The same, by TLS with an authority of one's own.
     *
     * @param authority a PEM file; empty for the authorities of the JDK
     * @throws ConformanceException if it is no absolute http or https URL, or the file holds no certificate
     */
    public static Endpoint of(URI url, Optional<Path> authority) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null) {
            throw new ConformanceException("an endpoint is a URL such as http://127.0.0.1:8080, not '" + url + "'");
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10));
        authority.map(KnownAuthority::of).ifPresent(client::sslContext);
        return new Endpoint(url, client.build());
    }

    /** Another gateway of the same cluster. */
    public Endpoint at(URI other) {
        return new Endpoint(other, client);
    }

    public URI url() {
        return url;
    }

    /** A new record of exchanges, for one check. */
    public Http open() {
        return new Http(this);
    }

    HttpClient client() {
        return client;
    }

    /** The URL of a raw path with query below this endpoint; an absolute URL stays as it is. */
    URI resolve(String target) {
        String text = target.startsWith("/") ? url.toString().replaceAll("/+$", "") + target : target;
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ConformanceException("not a URL: " + Printable.oneLine(text, 300) + ": " + e.getReason(), e);
        }
    }

    @Override
    public String toString() {
        return url.toString();
    }
}
