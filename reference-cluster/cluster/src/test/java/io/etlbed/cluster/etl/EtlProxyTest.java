package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EtlProxyTest {

    @TempDir
    private Path folder;

    private final FakeTargets targets = new FakeTargets("t1", "t2", "t3");
    private final List<EtlProxy> proxies = new ArrayList<>();

    @AfterEach
    void close() {
        proxies.forEach(EtlProxy::close);
    }

    @Test
    void life_01_an_init_goes_to_all_targets_and_is_answered_with_the_id() throws Exception {
        EtlProxy proxy = proxy();
        ControlResponse answer = proxy.handle(Requests.init("etl-md5"));
        assertThat(text(answer)).isEqualTo("etl-md5");
        assertThat(answer.headers().get("Content-Type")).startsWith("text/plain");
        assertThat(targets.callsOf("PUT")).containsExactly("t1 PUT /v1/etl", "t2 PUT /v1/etl", "t3 PUT /v1/etl");
    }

    @Test
    void life_04_the_list_is_empty_at_first_and_then_sums_what_targets_count() throws Exception {
        EtlProxy proxy = proxy();
        assertThat(text(proxy.handle(Requests.of("GET", "/v1/etl")))).isEqualTo("[]");
        for (String id : targets.ids()) {
            targets.on(
                    id,
                    (method, path, body) -> ControlResponse.json(
                            "[{\"id\":\"etl-md5\",\"obj_count\":2,\"in_bytes\":10,\"out_bytes\":3}]"
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        proxy.handle(Requests.init("etl-md5"));
        JsonNode etl = json(proxy, "/v1/etl").get(0);
        assertThat(etl.get("id").textValue()).isEqualTo("etl-md5");
        assertThat(etl.get("stage").textValue()).isEqualTo("Running");
        assertThat(etl.get("xaction_id").textValue()).isNotEmpty();
        assertThat(List.of(
                        etl.get("obj_count").asInt(),
                        etl.get("in_bytes").asInt(),
                        etl.get("out_bytes").asInt()))
                .containsExactly(6, 30, 9);
    }

    @Test
    void life_05_the_view_returns_the_spec_byte_for_byte_under_old_and_new_names() throws Exception {
        EtlProxy proxy = proxy();
        String yaml = "# grüße\r\n" + Requests.MD5 + "\n\n";
        proxy.handle(Requests.init("etl-md5", yaml));
        JsonNode view = json(proxy, "/v1/etl/etl-md5");
        assertThat(new String(Base64.getDecoder().decode(view.get("spec").textValue()), StandardCharsets.UTF_8))
                .isEqualTo(yaml);
        assertThat(view.get("id").textValue()).isEqualTo("etl-md5");
        assertThat(view.get("name").textValue()).isEqualTo("etl-md5");
        assertThat(view.get("communication").textValue()).isEqualTo("hpush://");
        assertThat(view.get("timeout").textValue()).isEqualTo("5m");
        assertThat(view.get("stage").textValue()).isEqualTo("Running");
        assertThat(view.get("init_msg").get("name").textValue()).isEqualTo("etl-md5");
        assertThat(view.get("obj_errors").isNull()).isTrue();
    }

    @Test
    void name_05_a_second_init_of_a_name_is_refused_even_while_the_first_is_under_way_or_stopped() throws Exception {
        EtlProxy proxy = proxy();
        CountDownLatch go = new CountDownLatch(1);
        targets.on("t2", (method, path, body) -> {
            go.await();
            return ControlResponse.ok();
        });
        Future<ControlResponse> first = later(proxy, Requests.init("etl-md5"));
        await().until(() -> targets.callsOf("PUT").size() == 3);
        assertRefused(409, "etl job \"etl-md5\" already exists", proxy, Requests.init("etl-md5"));
        go.countDown();
        first.get();
        assertRefused(409, "etl job \"etl-md5\" already exists", proxy, Requests.init("etl-md5"));
        proxy.handle(Requests.of("POST", "/v1/etl/etl-md5/stop"));
        assertRefused(409, "etl job \"etl-md5\" already exists", proxy, Requests.init("etl-md5"));
        assertThat(targets.callsOf("PUT")).hasSize(3);
    }

    @Test
    void name_05_of_many_inits_of_one_name_at_once_one_succeeds() throws Exception {
        EtlProxy proxy = proxy();
        List<Future<ControlResponse>> inits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            inits.add(later(proxy, Requests.init("etl-md5")));
        }
        AtomicInteger succeeded = new AtomicInteger();
        for (Future<ControlResponse> init : inits) {
            try {
                init.get();
                succeeded.incrementAndGet();
            } catch (java.util.concurrent.ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(AisException.class).hasMessageContaining("already exists");
            }
        }
        assertThat(succeeded).hasValue(1);
        assertThat(targets.callsOf("PUT")).hasSize(3);
    }

    @Test
    void life_10_one_failing_target_undoes_all_and_the_waiting_ones_are_told_at_once() throws Exception {
        EtlProxy proxy = proxy();
        CountDownLatch stopped = new CountDownLatch(1);
        targets.on(
                "t2",
                (method, path, body) -> method.equals("PUT")
                        ? FakeTargets.error(400, "pod \"x\": ImagePullBackOff")
                        : ControlResponse.ok());
        targets.on("t3", (method, path, body) -> {
            if (method.equals("PUT")) {
                stopped.await();
                return FakeTargets.error(409, "pod \"y\" was not ready: phase Pending");
            }
            stopped.countDown();
            return ControlResponse.ok();
        });
        assertThatThrownBy(() -> proxy.handle(Requests.init("etl-md5")))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(400))
                .hasMessageContaining("target t2: pod \"x\": ImagePullBackOff")
                .hasMessageContaining("given up: target t3: pod \"y\" was not ready: phase Pending");
        assertThat(targets.callsOf("POST")).contains("t1 POST /v1/etl/etl-md5/stop", "t3 POST /v1/etl/etl-md5/stop");
        assertRefused(404, "etl-md5", proxy, Requests.of("GET", "/v1/etl/etl-md5"));
        targets.on("t2", (method, path, body) -> ControlResponse.ok());
        targets.on("t3", (method, path, body) -> ControlResponse.ok());
        assertThat(text(proxy.handle(Requests.init("etl-md5")))).isEqualTo("etl-md5");
    }

    @Test
    void life_10_a_target_that_cannot_be_reached_fails_the_init() {
        targets.on("t3", (method, path, body) -> {
            throw new IOException("connection refused");
        });
        assertRefused(400, "target t3 cannot be reached: connection refused", proxy(), Requests.init("etl-md5"));
    }

    @Test
    void every_run_has_an_id_of_its_own_by_which_alone_it_is_undone() throws Exception {
        targets.on("t1", (method, path, body) -> FakeTargets.error(400, "no"));
        assertRefused(400, "no", proxy(), Requests.init("etl-md5"));
        String run = targets.calls.get(0).replaceAll(".*\\?", "");
        assertThat(run).startsWith("uuid=");
        assertThat(targets.calls).allMatch(call -> call.endsWith(run));
    }

    @Test
    void life_06_both_ways_to_stop_do_and_leave_the_message() throws Exception {
        for (String method : List.of("POST", "DELETE")) {
            EtlProxy proxy = proxy();
            String id = "etl-" + method;
            proxy.handle(Requests.init(id));
            assertThat(proxy.handle(Requests.of(method, "/v1/etl/" + id + "/stop"))
                            .status())
                    .isEqualTo(200);
            assertThat(targets.callsOf("POST")).contains("t1 POST /v1/etl/" + id + "/stop");
            assertThat(json(proxy, "/v1/etl")).isEmpty();
            assertThat(json(proxy, "/v1/etl/" + id).get("stage").textValue()).isEqualTo("Stopped");
            assertThat(text(proxy.handle(Requests.of("POST", "/v1/etl/" + id + "/start"))))
                    .isEqualTo(id);
            assertThat(json(proxy, "/v1/etl")).hasSize(1);
        }
    }

    @Test
    void life_07_a_delete_stops_first_and_forgets() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        proxy.handle(Requests.of("DELETE", "/v1/etl/etl-md5"));
        assertThat(targets.callsOf("POST")).hasSize(3);
        assertRefused(404, "etl job \"etl-md5\" does not exist", proxy, Requests.of("DELETE", "/v1/etl/etl-md5"));
        proxy.handle(Requests.init("etl-md5"));
    }

    @Test
    void a_delete_ends_an_init_that_waits_for_its_pods() throws Exception {
        EtlProxy proxy = proxy();
        CountDownLatch stopped = new CountDownLatch(1);
        targets.on("t1", (method, path, body) -> {
            if (method.equals("POST")) {
                stopped.countDown();
                return ControlResponse.ok();
            }
            stopped.await();
            return FakeTargets.error(409, "pod \"x\" was not ready");
        });
        Future<ControlResponse> init = later(proxy, Requests.init("etl-md5"));
        await().until(() -> targets.callsOf("PUT").size() == 3);
        proxy.handle(Requests.of("DELETE", "/v1/etl/etl-md5"));
        assertThatThrownBy(init::get).hasMessageContaining("it was stopped").hasMessageContaining("pod \"x\"");
        assertRefused(404, "etl-md5", proxy, Requests.of("GET", "/v1/etl/etl-md5"));
    }

    @Test
    void etls_survive_a_restart_as_stopped_ones() throws Exception {
        EtlProxy before = proxy();
        before.handle(Requests.init("etl-one"));
        before.handle(Requests.init("etl-two"));
        before.handle(Requests.of("DELETE", "/v1/etl/etl-two"));
        before.close();
        EtlProxy after = proxy();
        assertThat(json(after, "/v1/etl")).isEmpty();
        assertThat(json(after, "/v1/etl/etl-one").get("stage").textValue()).isEqualTo("Stopped");
        assertThat(json(after, "/v1/etl/etl-one").get("spec").textValue()).isEqualTo(Requests.base64(Requests.MD5));
        assertRefused(404, "etl-two", after, Requests.of("GET", "/v1/etl/etl-two"));
        after.handle(Requests.of("POST", "/v1/etl/etl-one/start"));
        assertThat(json(after, "/v1/etl")).hasSize(1);
    }

    @Test
    void metadata_that_cannot_be_read_stops_the_proxy_with_the_file_named() throws Exception {
        Files.writeString(folder.resolve("etl.json"), "{\"etls\":[");
        assertThatThrownBy(this::proxy).hasMessageContaining("etl.json");
    }

    @Test
    void life_13_unknown_ids_are_404_with_the_id_whatever_is_asked() {
        EtlProxy proxy = proxy();
        for (String call : List.of(
                "GET /v1/etl/nosuch1",
                "GET /v1/etl/nosuch1/logs",
                "POST /v1/etl/nosuch1/stop",
                "POST /v1/etl/nosuch1/start",
                "DELETE /v1/etl/nosuch1",
                "DELETE /v1/etl/nosuch1/stop")) {
            String[] parts = call.split(" ", 2);
            assertRefused(404, "etl job \"nosuch1\" does not exist", proxy, Requests.of(parts[0], parts[1]));
        }
    }

    @Test
    void api_08_wrong_paths_are_400_and_wrong_methods_405_with_what_is_allowed() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        for (String call : List.of(
                "PUT /v1/etl/init",
                "GET /v1/etl/etl-md5/bogus",
                "POST /v1/etl",
                "POST /v1/etl/etl-md5",
                "POST /v1/etl/etl-md5/bogus",
                "POST /v1/etl/etl-md5/stop/now",
                "DELETE /v1/etl",
                "DELETE /v1/etl/etl-md5/bogus",
                "GET /v1/etl/etl-md5/logs/t1/more")) {
            String[] parts = call.split(" ", 2);
            assertRefused(400, "path", proxy, Requests.of(parts[0], parts[1]));
        }
        assertRefused(400, "unknown target \"t9\"", proxy, Requests.of("GET", "/v1/etl/etl-md5/logs/t9"));
        assertRefused(501, "not supported", proxy, Requests.of("GET", "/v1/etl/etl-md5/health"));
        ControlResponse patch = proxy.handle(Requests.of("PATCH", "/v1/etl"));
        assertThat(patch.status()).isEqualTo(405);
        assertThat(patch.headers()).containsEntry("Allow", "DELETE, GET, POST, PUT");
    }

    @Test
    void life_09_logs_come_from_all_targets_in_the_order_of_their_ids_or_from_one() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        for (String id : targets.ids()) {
            targets.on(
                    id,
                    (method, path, body) -> ControlResponse.json(
                            ("[{\"target_id\":\"" + id + "\",\"logs\":\"eA==\"}]").getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(json(proxy, "/v1/etl/etl-md5/logs").findValuesAsText("target_id"))
                .containsExactly("t1", "t2", "t3");
        assertThat(json(proxy, "/v1/etl/etl-md5/logs/t2").findValuesAsText("target_id"))
                .containsExactly("t2");
    }

    @Test
    void without_kubernetes_the_list_says_so() {
        for (String id : targets.ids()) {
            targets.on(id, (method, path, body) -> FakeTargets.error(400, "ETL requires Kubernetes"));
        }
        assertRefused(400, "requires Kubernetes", proxy(), Requests.of("GET", "/v1/etl"));
    }

    private EtlProxy proxy() {
        EtlProxy proxy = new EtlProxy(targets, folder, EtlSettings.document());
        proxies.add(proxy);
        return proxy;
    }

    private static Future<ControlResponse> later(EtlProxy proxy, io.etlbed.cluster.control.ControlRequest request) {
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

    private static void assertRefused(
            int status, String words, EtlProxy proxy, io.etlbed.cluster.control.ControlRequest request) {
        assertThatThrownBy(() -> proxy.handle(request))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(words);
    }

    private static JsonNode json(EtlProxy proxy, String path) throws Exception {
        return Json.read(proxy.handle(Requests.of("GET", path)).body());
    }

    private static String text(ControlResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
