package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One Kubernetes API, and targets on its nodes, for each test. */
@Timeout(120)
abstract class TargetFixture {

    static final String YAML = Requests.MD5
            .replace("aistorage/transformer_md5:latest", FakeKubernetes.READY_IMAGE)
            .replace("5m", "0s");
    static final Map<String, String> ON_NODE_1 = Map.of("K8S_NODE_NAME", "node-1");

    @TempDir
    private Path folder;

    FakeKubernetes kubernetes;
    private final List<EtlTarget> targets = new ArrayList<>();

    @BeforeEach
    void start() {
        kubernetes = new FakeKubernetes(folder, "node-1", "node-2");
    }

    @AfterEach
    void stop() throws Exception {
        targets.forEach(EtlTarget::close);
        kubernetes.close();
    }

    EtlTarget target() {
        return target(PodReach.POD_NETWORK, (host, port) -> {});
    }

    EtlTarget target(PodReach reach, ConnectCheck check) {
        return target("t1", ON_NODE_1, reach, check);
    }

    EtlTarget target(String id, Map<String, String> environment, PodReach reach, ConnectCheck check) {
        EtlTarget target = new EtlTarget(
                id,
                URI.create("http://10.0.0.9:8081"),
                Optional.of(kubernetes.client),
                environment,
                new PodAccess(reach, check, Optional.empty()),
                EtlSettings.document());
        targets.add(target);
        return target;
    }

    static Future<ControlResponse> later(EtlTarget target, String id, String query) {
        return later(target, id, YAML, query);
    }

    static Future<ControlResponse> later(EtlTarget target, String id, String yaml, String query) {
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(target.handle(Requests.of("PUT", "/v1/etl" + query, Requests.message(id, yaml))));
            } catch (AisException | InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    static void assertRefused(int status, String words, EtlTarget target, String id, String yaml) {
        assertThatThrownBy(() -> target.handle(Requests.init(id, yaml)))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(words);
    }

    static String text(ControlResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
