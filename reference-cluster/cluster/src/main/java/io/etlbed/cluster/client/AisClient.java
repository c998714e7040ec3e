package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * A client of one cluster, by the URL of any of its gateways (API-06). Safe for use by several threads.
 *
 * <p>A call that the cluster refuses throws {@link AisException} with the cluster's message; one that does not get
 * through throws {@link IOException}. Nothing is tried twice behind the caller's back. Gateways redirect what concerns
 * an object to the target that holds it; the client follows, with method, headers and body.
 *
 * <p>Passing: {@code try (AisClient ais = AisClient.of(url)) { ais.buckets().create("photos"); }}
 */
public final class AisClient implements AutoCloseable {

    private final Transport transport;

    private AisClient(Transport transport) {
        this.transport = transport;
    }

    /**
     * A client; the cluster is not contacted yet.
     *
     * @param endpoint such as {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException if it is no {@code http://} or {@code https://} URL of a host
     */
    public static AisClient of(URI endpoint) {
        return of(endpoint, ExchangeListener.NONE);
    }

    /**
     * The same, each exchange of which is told.
     *
     * @throws IllegalArgumentException if it is no {@code http://} or {@code https://} URL of a host
     */
    public static AisClient of(URI endpoint, ExchangeListener listener) {
        try {
            return builder(endpoint).listener(listener).build();
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's own authorities cannot be read", e);
        }
    }

    /**
     * A client that is told more.
     *
     * @throws IllegalArgumentException if it is no {@code http://} or {@code https://} URL of a host
     */
    public static Builder builder(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null || endpoint.getQuery() != null || endpoint.getFragment() != null) {
            throw new IllegalArgumentException(
                    "an endpoint looks like http://127.0.0.1:8080, not like \"" + endpoint + "\"");
        }
        return new Builder(endpoint);
    }

    /** What a client is to be. Not safe for use by several threads. */
    public static final class Builder {

        private final URI endpoint;
        private ExchangeListener listener = ExchangeListener.NONE;
        private Trust trust = Trust.STANDARD;

        private Builder(URI endpoint) {
            this.endpoint = endpoint;
        }

        /** Told of each exchange. */
        public Builder listener(ExchangeListener told) {
            this.listener = told;
            return this;
        }

        /** A PEM file with the authorities that may vouch for nodes, in place of the JDK's own (API-11). */
        public Builder authority(Path certificates) {
            this.trust = new Trust(Optional.of(certificates), trust.anybody());
            return this;
        }

        /** Takes any certificate: whoever is on the way can read and change what is sent. */
        public Builder insecure() {
            this.trust = new Trust(trust.authority(), true);
            return this;
        }

        /**
         * The client; the cluster is not contacted yet.
         *
         * @throws IOException if a file of certificates cannot be read; an endpoint in plain HTTP needs none
         */
        public AisClient build() throws IOException {
            SSLContext tls = "https".equals(endpoint.getScheme()) ? trust.context() : new NoTls();
            return new AisClient(new Transport(endpoint, listener, tls));
        }
    }

    /** The gateway that this client asks. */
    public URI endpoint() {
        return transport.endpoint();
    }

    /** Calls about buckets. */
    public BucketCalls buckets() {
        return new BucketCalls(transport);
    }

    /** Calls about objects. */
    public ObjectCalls objects() {
        return new ObjectCalls(transport);
    }

    /** Calls about ETLs. */
    public EtlCalls etl() {
        return new EtlCalls(transport);
    }

    /** Calls about jobs over buckets, which go on when the call has returned. */
    public JobCalls jobs() {
        return new JobCalls(transport);
    }

    /** Calls about the targets of the cluster. */
    public TargetCalls targets() {
        return new TargetCalls(transport);
    }

    /** Whether the gateway answers that it is up. */
    public boolean healthy() throws InterruptedException {
        try {
            transport.send(Call.of("GET", UrlPath.of("/v1/health"))).close();
            return true;
        } catch (IOException | AisException e) {
            return false;
        }
    }

    /** The nodes of the cluster. */
    public ClusterMap clusterMap() throws IOException, InterruptedException {
        try (Answer answer = transport.send(Call.of("GET", UrlPath.of("/v1/daemon"), "what=smap"))) {
            Json map = Json.read(answer.body());
            String primary = map.get("proxy_si").text("daemon_id");
            List<ClusterNode> nodes = new ArrayList<>(nodes(map.get("pmap"), ClusterNode.Kind.PROXY, primary));
            nodes.addAll(nodes(map.get("tmap"), ClusterNode.Kind.TARGET, primary));
            return new ClusterMap(map.number("version"), map.text("uuid"), nodes);
        }
    }

    /** Ends its connections and threads; what is still being read breaks off. Closing twice is harmless. */
    @Override
    public void close() {
        transport.close();
    }

    private static List<ClusterNode> nodes(Json nodes, ClusterNode.Kind kind, String primary) throws IOException {
        List<ClusterNode> found = new ArrayList<>();
        for (Map.Entry<String, Json> node : new TreeMap<>(nodes.members()).entrySet()) {
            String url = node.getValue().get("public_net").text("direct_url");
            try {
                found.add(new ClusterNode(
                        node.getKey(), kind, URI.create(url), node.getKey().equals(primary)));
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "the cluster map gives the %s %s the URL \"%s\"",
                                kind == ClusterNode.Kind.PROXY ? "proxy" : "target",
                                node.getKey(),
                                url),
                        e);
            }
        }
        return found;
    }
}
