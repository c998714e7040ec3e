package io.etlbed.junit.faults;

import io.etlbed.junit.faults.Call.KubernetesServer;
import io.etlbed.simulator.SimulatorException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Stands before the Kubernetes API. It speaks plain HTTP to the client that it makes, and TLS to the API, so that it can see
 * what passes.
 */
final class KubernetesStation implements AutoCloseable {

    private final Station station;
    private final KubernetesClient client;

    private KubernetesStation(Station station, KubernetesClient client) {
        this.station = station;
        this.client = client;
    }

    /** @param kubeconfig of the cluster */
    static KubernetesStation open(Path kubeconfig, Relays relays) throws IOException {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        URI api = URI.create(config.getMasterUrl());
        boolean tls = "https".equals(api.getScheme());
        int port = api.getPort() > 0 ? api.getPort() : tls ? 443 : 80;
        SSLContext context = tls ? context(config) : null;
        Station station = Station.open(
                new KubernetesServer(),
                0,
                relays,
                () -> context == null
                        ? new Socket(api.getHost(), port)
                        : secured(context, api.getHost(), port, config.isTrustCerts()));
        config.setMasterUrl("http://127.0.0.1:" + station.address().getPort() + api.getPath());
        KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(config)
                // What is upgraded to HTTP/2 could not be read in passing.
                .withHttpClientBuilderConsumer(http -> http.preferHttp11())
                .build();
        return new KubernetesStation(station, client);
    }

    KubernetesClient client() {
        return client;
    }

    private static SSLContext context(Config config) {
        try {
            return SSLUtils.sslContext(config);
        } catch (GeneralSecurityException | IOException failure) {
            throw new SimulatorException("the certificates of the kubeconfig cannot be used: " + failure, failure);
        }
    }

    private static Socket secured(SSLContext context, String host, int port, boolean anyCertificate)
            throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"http/1.1"});
            if (!anyCertificate) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        client.close();
        station.close();
    }
}
