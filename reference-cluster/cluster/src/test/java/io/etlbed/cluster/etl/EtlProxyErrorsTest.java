package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EtlProxyErrorsTest extends ProxyFixture {

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
                "GET /v1/etl/etl-md5/logs/t1/more",
                "GET /v1/etl/etl-md5/health/t1")) {
            String[] parts = call.split(" ", 2);
            assertRefused(400, "path", proxy, Requests.of(parts[0], parts[1]));
        }
        assertRefused(400, "unknown target \"t9\"", proxy, Requests.of("GET", "/v1/etl/etl-md5/logs/t9"));
        assertRefused(405, "DELETE, GET, POST, PUT", proxy, Requests.of("PATCH", "/v1/etl"));
    }

    @Test
    void without_kubernetes_the_list_says_so() {
        for (String id : targets.ids()) {
            targets.on(id, (method, path, body) -> FakeTargets.error(400, "ETL requires Kubernetes"));
        }
        assertRefused(400, "requires Kubernetes", proxy(), Requests.of("GET", "/v1/etl"));
    }
}
