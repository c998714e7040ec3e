package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class EtlProxyTest extends ProxyFixture {

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
    void life_09_health_comes_from_all_targets_in_the_order_of_their_ids() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        for (String id : targets.ids()) {
            targets.on(
                    id,
                    (method, path, body) ->
                            ControlResponse.json(("[{\"target_id\":\"" + id + "\",\"cpu\":0.25,\"mem\":1048576}]")
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        JsonNode health = json(proxy, "/v1/etl/etl-md5/health");
        assertThat(health.findValuesAsText("target_id")).containsExactly("t1", "t2", "t3");
        assertThat(health.get(1).get("cpu").doubleValue()).isEqualTo(0.25);
        assertThat(health.get(1).get("mem").longValue()).isEqualTo(1048576);
        targets.on("t2", (method, path, body) -> FakeTargets.error(404, "etl job \"etl-md5\" does not run"));
        assertRefused(404, "etl job \"etl-md5\" does not run", proxy, Requests.of("GET", "/v1/etl/etl-md5/health"));
        assertRefused(404, "does not exist", proxy, Requests.of("GET", "/v1/etl/nosuch/health"));
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
}
