package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The primary dies while there are ETLs. */
class EtlTakeoverTest extends TakeoverFixture {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Override
    int proxies() {
        return 3;
    }

    private static HttpResponse<String> later(URI proxy, String id, String yaml) {
        try {
            return send(proxy, "PUT", "/v1/etl", Requests.message(id, yaml));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAnswers(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @Test
    void etls_are_as_they_were_and_can_be_handled_through_any_live_proxy() throws Exception {
        init(proxy(1), "my-running");
        init(proxy(2), "my-stopped");
        assertAnswers(200, send(proxy(1), "POST", "/v1/etl/my-stopped/stop", ""));
        String before = get(proxy(0), "/v1/etl");
        cluster.proxy(0).stop();
        for (int proxy : List.of(1, 2)) {
            assertThat(get(proxy(proxy), "/v1/etl")).isEqualTo(before);
            assertThat(stage(proxy(proxy), "my-running")).isEqualTo("Running");
            assertThat(stage(proxy(proxy), "my-stopped")).isEqualTo("Stopped");
        }
        assertThat(kubernetes.pods()).hasSize(3);
        assertAnswers(200, send(proxy(1), "POST", "/v1/etl/my-stopped/start", ""));
        assertAnswers(200, send(proxy(2), "DELETE", "/v1/etl/my-stopped", ""));
        assertAnswers(200, send(proxy(1), "POST", "/v1/etl/my-running/stop", ""));
        assertThat(kubernetes.left()).isEmpty();
        init(proxy(2), "my-next");
        assertThat(kubernetes.pods()).hasSize(3);
        assertThat(get(proxy(1), "/v1/etl")).contains("my-next").doesNotContain("my-running");
    }

    @Test
    void an_init_that_was_under_way_is_gone_with_no_pod_left_and_its_name_is_free() throws Exception {
        String never = TargetFixture.YAML.replace(FakeKubernetes.READY_IMAGE, "example/never");
        CompletableFuture<HttpResponse<String>> init =
                CompletableFuture.supplyAsync(() -> later(proxy(1), "my-etl", never));
        await().until(() -> kubernetes.left().size() == 6);
        cluster.proxy(0).stop();
        HttpResponse<String> answer = init.get();
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("was lost before it answered");
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(send(proxy(2), "GET", "/v1/etl/my-etl", "").statusCode()).isEqualTo(404);
            assertThat(kubernetes.left()).isEmpty();
        });
        init(proxy(2), "my-etl");
        assertThat(kubernetes.left()).hasSize(6);
    }

    @Test
    void an_init_whose_client_asked_the_dying_primary_itself_is_gone_too() throws Exception {
        String never = TargetFixture.YAML.replace(FakeKubernetes.READY_IMAGE, "example/never");
        CompletableFuture<HttpResponse<String>> init =
                CompletableFuture.supplyAsync(() -> later(proxy(0), "my-etl", never));
        await().until(() -> kubernetes.left().size() == 6);
        cluster.proxy(0).stop();
        assertThat(init).failsWithin(LIMIT);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(send(proxy(2), "GET", "/v1/etl/my-etl", "").statusCode()).isEqualTo(404);
            assertThat(kubernetes.left()).isEmpty();
        });
    }

    @Test
    void what_was_deleted_while_the_old_primary_was_away_is_not_revived_by_its_return() throws Exception {
        init(proxy(0), "my-etl");
        cluster.proxy(0).stop();
        assertAnswers(200, send(proxy(1), "DELETE", "/v1/etl/my-etl", ""));
        cluster.proxy(0).start();
        for (URI proxy : cluster.proxies()) {
            assertAnswers(404, send(proxy, "GET", "/v1/etl/my-etl", ""));
            assertThat(get(proxy, "/v1/etl")).isEqualTo("[]");
        }
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void an_etl_that_ran_when_a_target_died_is_stopped_on_the_others_and_the_dead_one_is_named() throws Exception {
        init(proxy(1), "my-etl");
        cluster.target(2).stop();
        HttpResponse<String> stop = send(proxy(2), "POST", "/v1/etl/my-etl/stop", "");
        assertAnswers(400, stop);
        assertThat(stop.body())
                .contains("is not stopped everywhere", cluster.target(2).id());
        assertThat(kubernetes.left()).isEmpty();
        cluster.target(2).start();
        assertAnswers(200, send(proxy(2), "POST", "/v1/etl/my-etl/stop", ""));
        assertThat(kubernetes.left()).isEmpty();
    }

    @Test
    void an_init_without_one_of_the_targets_names_it_and_leaves_nothing_on_the_others() throws Exception {
        cluster.target(2).stop();
        HttpResponse<String> init = later(proxy(1), "my-etl", TargetFixture.YAML);
        assertAnswers(400, init);
        assertThat(init.body()).contains(cluster.target(2).id(), "cannot be reached");
        assertThat(kubernetes.left()).isEmpty();
        cluster.target(2).start();
        init(proxy(1), "my-etl");
    }
}
