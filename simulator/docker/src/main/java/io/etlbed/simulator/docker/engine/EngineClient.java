package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.time.Duration;

/** Makes clients of the library. */
final class EngineClient {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 64;

    private EngineClient() {}

    /** It waits for answers as long as it takes: a limit would hold for TCP alone, and some calls take minutes. */
    static DockerClient of(String address) {
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(address)
                .build();
        DockerHttpClient http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .maxConnections(CONNECTIONS)
                .connectionTimeout(CONNECT)
                .build();
        return DockerClientImpl.getInstance(config, http);
    }

    static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new EngineException("connections to the Docker engine cannot be closed: " + e.getMessage(), e);
        }
    }
}
