package io.etlbed.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A station before the Kubernetes API, which changes the lists that a check sees. */
final class KubernetesInterposer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Station station;
    private final KubernetesClient client;

    KubernetesInterposer(KubernetesClient real, KubernetesMutation mutation)
            throws IOException, GeneralSecurityException {
        Config config = real.getConfiguration();
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(SSLUtils.keyManagers(config), SSLUtils.trustManagers(config), new SecureRandom());
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(tls)
                .build();
        URI server = URI.create(config.getMasterUrl().replaceAll("/+$", ""));
        this.station = new Station(
                new Upstream(
                        server,
                        http,
                        Optional.ofNullable(config.getOauthToken())
                                .or(() -> Optional.ofNullable(config.getAutoOAuthToken()))),
                changing(mutation),
                Addresses.UNCHANGED,
                Role.KUBERNETES,
                workers);
        this.client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(station.url().toString())
                        .build())
                .build();
    }

    KubernetesClient client() {
        return client;
    }

    private static Mutation changing(KubernetesMutation mutation) {
        return new Mutation() {
            @Override
            public Reply after(Sent sent, Reply reply) throws IOException {
                return sent.method().equals("GET") && reply.ok() ? reply.text(text -> changed(text, mutation)) : reply;
            }
        };
    }

    private static String changed(String text, KubernetesMutation mutation) {
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree instanceof ObjectNode object && object.has("items")) {
                mutation.change(object);
                return object.toString();
            }
            return text;
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    @Override
    public void close() {
        client.close();
        station.close();
        workers.shutdownNow();
    }
}
