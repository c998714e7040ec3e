package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A proxy becomes the primary, or finds a target again, and puts the ETLs in order. */
class EtlRecoveryTest extends ProxyFixture {

    private static final String RUN = "6f1c0a52-0000-4000-8000-000000000001";

    private void left(String id, EtlMd.Stage stage) {
        store.put(id, new EtlMd.Etl(Requests.message(id, Requests.MD5), stage, RUN));
    }

    /** The target answers that it runs these, each in the run of the tests. */
    private void runs(String target, String... ids) {
        StringBuilder list = new StringBuilder();
        for (String id : ids) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"id\":\"%s\",\"xaction_id\":\"%s\",\"obj_count\":0}".formatted(id, RUN));
        }
        byte[] body = ("[" + list + "]").getBytes(StandardCharsets.UTF_8);
        targets.on(
                target,
                (method, path, sent) -> method.equals("GET") ? ControlResponse.json(body) : ControlResponse.ok());
    }

    private String stage(EtlProxy proxy, String id) throws Exception {
        return json(proxy, "/v1/etl/" + id).get("stage").textValue();
    }

    @Test
    void what_all_targets_run_is_running_still() throws Exception {
        left("etl-md5", EtlMd.Stage.RUNNING);
        targets.ids().forEach(target -> runs(target, "etl-md5"));
        EtlProxy proxy = proxy();
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Running");
        assertThat(json(proxy, "/v1/etl").get(0).get("xaction_id").textValue()).isEqualTo(RUN);
        assertThat(targets.callsOf("PUT")).isEmpty();
        assertThat(targets.callsOf("POST")).isEmpty();
    }

    @Test
    void what_no_target_runs_any_more_is_stopped() throws Exception {
        left("etl-md5", EtlMd.Stage.RUNNING);
        EtlProxy proxy = proxy();
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Stopped");
        assertThat(store.current().etls().get("etl-md5").stage()).isEqualTo(EtlMd.Stage.STOPPED);
    }

    @Test
    void what_runs_on_some_targets_is_started_on_the_others_in_the_same_run() throws Exception {
        left("etl-md5", EtlMd.Stage.RUNNING);
        runs("t1", "etl-md5");
        runs("t3", "etl-md5");
        EtlProxy proxy = proxy();
        await().untilAsserted(() -> assertThat(targets.calls).contains("t2 PUT /v1/etl?uuid=" + RUN));
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Running");
        assertThat(targets.callsOf("PUT")).containsExactly("t2 PUT /v1/etl");
    }

    @Test
    void an_init_that_had_come_to_all_targets_is_whole() throws Exception {
        left("etl-md5", EtlMd.Stage.INITIALIZING);
        targets.ids().forEach(target -> runs(target, "etl-md5"));
        EtlProxy proxy = proxy();
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Running");
        assertThat(store.current().etls().get("etl-md5").stage()).isEqualTo(EtlMd.Stage.RUNNING);
    }

    @Test
    void an_init_that_had_not_come_to_all_targets_is_undone_on_all_of_them() throws Exception {
        left("etl-md5", EtlMd.Stage.INITIALIZING);
        runs("t1", "etl-md5");
        runs("t2", "etl-md5");
        EtlProxy proxy = proxy();
        assertRefused(404, "etl-md5", proxy, Requests.of("GET", "/v1/etl/etl-md5"));
        assertThat(targets.calls)
                .contains(
                        "t1 POST /v1/etl/etl-md5/stop?uuid=" + RUN,
                        "t2 POST /v1/etl/etl-md5/stop?uuid=" + RUN,
                        "t3 POST /v1/etl/etl-md5/stop?uuid=" + RUN);
        proxy.handle(Requests.init("etl-md5"));
    }

    @Test
    void a_start_that_had_not_come_to_all_targets_is_undone_and_the_etl_is_stopped_as_before() throws Exception {
        left("etl-md5", EtlMd.Stage.STARTING);
        runs("t1", "etl-md5");
        EtlProxy proxy = proxy();
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Stopped");
        assertThat(targets.callsOf("POST")).contains("t1 POST /v1/etl/etl-md5/stop");
    }

    @Test
    void a_stop_that_had_not_come_to_all_targets_is_brought_to_its_end() throws Exception {
        left("etl-md5", EtlMd.Stage.STOPPED);
        runs("t2", "etl-md5");
        EtlProxy proxy = proxy();
        await().untilAsserted(
                        () -> assertThat(targets.callsOf("POST")).containsExactly("t2 POST /v1/etl/etl-md5/stop"));
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Stopped");
    }

    @Test
    void a_target_that_cannot_be_reached_changes_nothing() throws Exception {
        left("etl-md5", EtlMd.Stage.RUNNING);
        runs("t1", "etl-md5");
        runs("t2", "etl-md5");
        targets.on("t3", (method, path, body) -> {
            throw new IOException("connection refused");
        });
        EtlProxy proxy = proxy();
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Running");
        assertThat(targets.callsOf("PUT")).isEmpty();
    }

    @Test
    void a_target_that_is_back_is_given_what_the_others_run_and_stops_what_they_do_not() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        runs("t2", "etl-gone");
        targets.calls.clear();
        proxy.targetJoined("t2");
        await().untilAsserted(() -> assertThat(targets.calls)
                .hasSize(3)
                .contains("t2 GET /v1/etl", "t2 POST /v1/etl/etl-gone/stop?uuid=" + RUN)
                .anyMatch(call -> call.startsWith("t2 PUT /v1/etl?uuid=")));
    }

    @Test
    void a_stop_does_not_wait_for_a_target_that_is_still_being_given_the_etl() throws Exception {
        EtlProxy proxy = proxy();
        proxy.handle(Requests.init("etl-md5"));
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        targets.on("t2", (method, path, body) -> {
            if (method.equals("PUT")) {
                asked.countDown();
                stopped.await();
                return FakeTargets.error(409, "pod \"x\" was not ready");
            }
            if (method.equals("POST")) {
                stopped.countDown();
            }
            return method.equals("GET")
                    ? ControlResponse.json("[]".getBytes(StandardCharsets.UTF_8))
                    : ControlResponse.ok();
        });
        proxy.targetJoined("t2");
        asked.await();
        proxy.handle(Requests.of("POST", "/v1/etl/etl-md5/stop"));
        assertThat(stage(proxy, "etl-md5")).isEqualTo("Stopped");
    }

    @Test
    void what_is_to_be_of_an_etl_is_known_before_targets_are_told() throws Exception {
        EtlProxy proxy = proxy();
        CountDownLatch go = new CountDownLatch(1);
        targets.on("t1", (method, path, body) -> {
            go.await();
            return ControlResponse.ok();
        });
        Future<ControlResponse> init = later(proxy, Requests.init("etl-md5"));
        await().until(() -> targets.callsOf("PUT").size() == 3);
        assertThat(store.history).containsExactly("etl-md5 INITIALIZING");
        go.countDown();
        init.get();
        proxy.handle(Requests.of("POST", "/v1/etl/etl-md5/stop"));
        proxy.handle(Requests.of("POST", "/v1/etl/etl-md5/start"));
        assertThat(store.history)
                .containsExactly(
                        "etl-md5 INITIALIZING",
                        "etl-md5 RUNNING",
                        "etl-md5 STOPPED",
                        "etl-md5 STARTING",
                        "etl-md5 RUNNING");
        proxy.handle(Requests.of("DELETE", "/v1/etl/etl-md5"));
        assertThat(store.current().etls()).isEmpty();
    }

    @Test
    void a_proxy_that_has_ended_says_so_and_tells_no_target_anything() {
        EtlProxy proxy = proxy();
        proxy.close();
        assertRefused(503, "this proxy ends", proxy, Requests.init("etl-md5"));
        proxy.targetJoined("t1");
        assertThat(targets.calls).isEmpty();
    }

    @Test
    void a_call_during_which_the_proxy_ends_is_refused() throws Exception {
        EtlProxy proxy = proxy();
        targets.on("t1", (method, path, body) -> {
            proxy.close();
            new CountDownLatch(1).await(); // ends by the end of the proxy
            return ControlResponse.ok();
        });
        assertRefused(503, "this proxy ends", proxy, Requests.init("etl-md5"));
    }

    @Test
    void a_proxy_that_is_the_primary_no_more_tells_no_target_anything() {
        EtlProxy proxy = proxy();
        store.close(true);
        for (String id : List.of("etl-one", "etl-two")) {
            assertThatThrownBy(() -> proxy.handle(Requests.init(id))).isInstanceOf(UnavailableException.class);
        }
        assertThat(targets.calls).isEmpty();
    }

    @Test
    void more_init_messages_than_nodes_can_hand_on_are_refused_and_the_name_stays_free() throws Exception {
        EtlProxy proxy = proxy();
        String large = Requests.MD5 + "#" + "x".repeat(260_000 - Requests.MD5.length());
        int taken = 0;
        while (taken < 24) {
            proxy.handle(Requests.init("etl-" + (100 + taken++), large));
        }
        targets.calls.clear();
        assertRefused(400, "etl job \"etl-last\" is too large", proxy, Requests.init("etl-last", large));
        assertThat(targets.calls).isEmpty();
        proxy.handle(Requests.init("etl-last"));
    }
}
