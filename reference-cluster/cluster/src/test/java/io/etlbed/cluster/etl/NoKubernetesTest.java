package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.wire.AisException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoKubernetesTest {

    @Test
    void life_03_without_kubernetes_every_request_is_answered_with_an_error_that_says_so() {
        try (EtlTarget target = new EtlTarget(
                "t1",
                URI.create("http://127.0.0.1:1"),
                Optional.empty(),
                Map.of("K8S_NODE_NAME", "node-1"),
                new PodAccess(PodReach.NODE_PORT, (host, port) -> {}, Optional.empty()),
                EtlSettings.document())) {
            for (String call :
                    List.of("GET /v1/etl", "POST /v1/etl/my-etl/stop", "GET /v1/etl/my-etl/logs", "PUT /v1/etl")) {
                String[] parts = call.split(" ", 2);
                assertThatThrownBy(() -> target.handle(Requests.of(parts[0], parts[1])))
                        .isInstanceOfSatisfying(
                                AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                        .hasMessageContaining("requires Kubernetes");
            }
            assertThat(target.find("my-etl")).isEmpty();
        }
    }
}
