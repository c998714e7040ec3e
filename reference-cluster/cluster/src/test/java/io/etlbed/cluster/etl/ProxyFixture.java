package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** Three targets that do as a test says, and proxies over them. */
@Timeout(60)
abstract class ProxyFixture {

    final LocalStore store = new LocalStore();
    final FakeTargets targets = new FakeTargets("t1", "t2", "t3");
    private final List<EtlProxy> proxies = new ArrayList<>();

    @AfterEach
    void close() {
        proxies.forEach(EtlProxy::close);
    }

    EtlProxy proxy() {
        EtlProxy proxy = new EtlProxy(targets, store, EtlSettings.document());
        proxies.add(proxy);
        proxy.tookOver();
        return proxy;
    }

    static Future<ControlResponse> later(EtlProxy proxy, io.etlbed.cluster.control.ControlRequest request) {
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                answer.complete(proxy.handle(request));
            } catch (AisException | InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    static void assertRefused(
            int status, String words, EtlProxy proxy, io.etlbed.cluster.control.ControlRequest request) {
        assertThatThrownBy(() -> proxy.handle(request))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(words);
    }

    static JsonNode json(EtlProxy proxy, String path) throws Exception {
        return Json.read(proxy.handle(Requests.of("GET", path)).body());
    }

    static String text(ControlResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
