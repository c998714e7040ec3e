package io.etlbed.simulator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.handler.HandlerImage;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes and handlers side by side, even in one pod. */
class MixedPodsIT {

    private static final HandlerImage HANDLER = HandlerImage.serving(
            "test/handler",
            (request, answer) ->
                    answer.send(200, request.container().environment().get("HOSTNAME") + " in the JVM"));
    private static final String PROCESS = "{name: process, image: test/server, ports: [{containerPort: 80}],"
            + " readinessProbe: {httpGet: {path: /, port: 80}}}";
    private static final String CODE = "{name: code, image: test/handler, ports: [{containerPort: PORT}],"
            + " readinessProbe: {httpGet: {path: /, port: PORT}}}";

    @TempDir
    Path temp;

    @Test
    void the_image_decides_what_runs_a_container() throws Exception {
        try (KubernetesCluster cluster = KubernetesClusters.start(
                "embedded",
                ClusterConfig.in(temp.resolve("cluster"))
                        .withImages(List.of(ServerImage.in(temp.resolve("image"))))
                        .withHandlers(List.of(HANDLER)))) {
            String process = run(cluster, "process", PROCESS);
            String handler = run(cluster, "handler", CODE.replace("PORT", "80"));
            String both = run(cluster, "both", PROCESS + ", " + CODE.replace("PORT", "81"));

            PodNetwork network = cluster.podNetwork().orElseThrow();
            assertThat(get(network, process, 80)).endsWith("process /x");
            assertThat(get(network, handler, 80)).endsWith("handler in the JVM");
            assertThat(get(network, both, 80)).endsWith("both /x");
            assertThat(get(network, both, 81)).endsWith("both in the JVM");
            assertThatThrownBy(() -> network.connect(handler, 99))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(handler + " port 99: Connection refused");

            try (ServerSocketChannel inProcess = network.listen(process, 9090);
                    ServerSocketChannel forHandler = network.listen(handler, 0)) {
                try (SocketChannel fromProcess = network.connect(process, 9090);
                        SocketChannel accepted = inProcess.accept()) {
                    assertThat(fromProcess.isConnected() && accepted.isConnected())
                            .isTrue();
                }
                try (SocketChannel fromHandler = SocketChannel.open(forHandler.getLocalAddress())) {
                    assertThat(fromHandler.isConnected()).isTrue();
                }
            }
        }
    }

    private static String run(KubernetesCluster cluster, String name, String containers) {
        Pod pod = Serialization.unmarshal(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: " + name + ", namespace: default}\nspec: {containers: ["
                        + containers + "]}",
                Pod.class);
        cluster.client().resource(pod).create();
        return cluster.client()
                .pods()
                .inNamespace("default")
                .withName(name)
                .waitUntilReady(60, TimeUnit.SECONDS)
                .getStatus()
                .getPodIP();
    }

    private static String get(PodNetwork network, String ip, int port) throws IOException {
        try (SocketChannel channel = network.connect(ip, port)) {
            channel.write(ByteBuffer.wrap(
                    "GET /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8)));
            return new String(channel.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
