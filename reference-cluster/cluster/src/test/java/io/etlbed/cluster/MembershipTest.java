package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.cluster.member.Keepalive;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Proxies that die, come back and are cut off, as clients see it. */
@Timeout(120)
class MembershipTest {

    /** What a takeover may take with these times, and then as much again for a busy machine. */
    private static final Duration TAKEOVER = Duration.ofSeconds(10);

    private static final Keepalive QUICK = new Keepalive(Duration.ofMillis(50), 4);

    @TempDir
    Path folder;

    private ReferenceCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, 3, 3).withKeepalive(QUICK));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private Web web(int proxy) {
        return new Web(cluster.proxies().get(proxy));
    }

    private JsonNode map(URI node) throws Exception {
        return new ObjectMapper()
                .readTree(new Web(node).get("/v1/daemon?what=smap").body());
    }

    private String primaryAt(int proxy) throws Exception {
        return map(cluster.proxies().get(proxy))
                .path("proxy_si")
                .path("daemon_id")
                .asText();
    }

    private int version(int proxy) throws Exception {
        return map(cluster.proxies().get(proxy)).path("version").asInt();
    }

    /** All of them name the same primary, which is none of those that are given. */
    private int awaitPrimary(List<Integer> proxies, String... noMore) {
        await().atMost(TAKEOVER).untilAsserted(() -> {
            List<String> named = new ArrayList<>();
            for (int proxy : proxies) {
                named.add(primaryAt(proxy));
            }
            assertThat(named).noneMatch(List.of(noMore)::contains).containsOnly(named.get(0));
            assertThat(isPrimary(indexOf(named.get(0)))).isTrue();
        });
        try {
            return indexOf(primaryAt(proxies.get(0)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int indexOf(String id) {
        for (int i = 0; i < 3; i++) {
            if (cluster.proxy(i).id().equals(id)) {
                return i;
            }
        }
        throw new IllegalStateException("no proxy " + id);
    }

    private boolean isPrimary(int proxy) throws Exception {
        return web(proxy).get("/v1/health?prr=true").statusCode() == 200;
    }

    private static List<Integer> without(int proxy) {
        return List.of(0, 1, 2).stream().filter(index -> index != proxy).toList();
    }

    @Test
    void a_proxy_other_than_the_primary_dies_unnoticed() throws Exception {
        cluster.proxy(2).stop();
        for (int proxy : List.of(0, 1)) {
            web(proxy).createBucket("b" + proxy);
            assertThat(web(proxy)
                            .send("PUT", "/v1/objects/b" + proxy + "/o", "x")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(web(proxy).get("/v1/cluster?what=sysinfo").statusCode()).isEqualTo(200);
            assertThat(web(proxy)
                            .send("DELETE", "/v1/buckets/b" + proxy, "{\"action\":\"destroy-bck\"}")
                            .statusCode())
                    .isEqualTo(200);
        }
        await().atMost(TAKEOVER)
                .untilAsserted(() -> assertThat(map(cluster.url()).path("pmap")).hasSize(2));
        assertThat(map(cluster.url()).path("tmap")).hasSize(3);
    }

    @Test
    void a_proxy_that_is_back_knows_what_has_happened_meanwhile() throws Exception {
        cluster.proxy(1).stop();
        web(0).createBucket("meanwhile");
        web(0).send("PUT", "/v1/objects/meanwhile/o", "x");
        cluster.proxy(1).start();
        assertThat(Web.text(web(1).get("/v1/objects/meanwhile/o"))).isEqualTo("x");
        assertThat(map(cluster.url()).path("pmap")).hasSize(3);
    }

    @Test
    void when_the_primary_dies_another_takes_over_and_objects_are_served_all_the_while() throws Exception {
        web(0).createBucket("before");
        web(0).send("PUT", "/v1/objects/before/o", "x");
        int version = version(1);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> answers = CompletableFuture.supplyAsync(() -> {
            List<String> seen = new ArrayList<>();
            while (!over.get()) {
                for (int proxy : List.of(1, 2)) {
                    try {
                        seen.add(Web.text(web(proxy).get("/v1/objects/before/o")));
                    } catch (Exception e) {
                        seen.add(e.toString());
                    }
                }
            }
            return seen;
        });
        cluster.proxy(0).stop();
        int next = awaitPrimary(List.of(1, 2), cluster.proxy(0).id());
        over.set(true);
        assertThat(answers.get()).containsOnly("x");
        JsonNode map = map(cluster.proxies().get(next));
        assertThat(map.path("version").asInt()).isGreaterThan(version);
        assertThat(map.path("pmap").has(cluster.proxy(0).id())).isFalse();
        assertThat(map.path("tmap")).hasSize(3);
        for (int proxy : List.of(1, 2)) {
            web(proxy).createBucket("after" + proxy);
            assertThat(isPrimary(proxy)).isEqualTo(proxy == next);
        }
    }

    @Test
    void a_change_waits_for_the_next_primary() throws Exception {
        cluster.proxy(0).stop();
        HttpResponse<byte[]> answer = web(1).send("POST", "/v1/buckets/patient", "{\"action\":\"create-bck\"}");
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        assertThat(Web.text(web(2).send("GET", "/v1/buckets/", "{\"action\":\"list\"}")))
                .contains("patient");
    }

    @Test
    void without_a_majority_there_is_no_primary_and_changes_are_told_to_come_back() throws Exception {
        web(0).createBucket("b");
        web(0).send("PUT", "/v1/objects/b/o", "x");
        cluster.proxy(0).stop();
        cluster.proxy(2).stop();
        cluster.target(0).stop();
        cluster.target(1).stop();
        HttpResponse<byte[]> answer = web(1).send("POST", "/v1/buckets/never", "{\"action\":\"create-bck\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(Web.text(answer)).contains("cannot be reached, and there is no other yet");
        assertThat(isPrimary(1)).isFalse();
        assertThat(web(1).stay("GET", "/v1/objects/b/o", new byte[0]).statusCode())
                .isEqualTo(301);
        cluster.target(0).start();
        cluster.target(1).start();
        assertThat(awaitPrimary(List.of(1), cluster.proxy(0).id())).isEqualTo(1);
        web(1).createBucket("at-last");
    }

    @Test
    void the_old_primary_comes_back_as_an_ordinary_proxy() throws Exception {
        cluster.proxy(0).stop();
        int next = awaitPrimary(List.of(1, 2), cluster.proxy(0).id());
        web(next).createBucket("meanwhile");
        cluster.proxy(0).start();
        assertThat(primaryAt(0)).isEqualTo(cluster.proxy(next).id());
        assertThat(isPrimary(0)).isFalse();
        assertThat(map(cluster.proxies().get(next)).path("pmap")).hasSize(3);
        web(0).createBucket("by-the-old-one");
        assertThat(Web.text(web(0).send("GET", "/v1/buckets/", "{\"action\":\"list\"}")))
                .contains("meanwhile", "by-the-old-one");
    }

    @Test
    void a_primary_that_is_started_again_before_anybody_has_taken_over_is_the_primary_again() throws Exception {
        web(0).createBucket("before");
        cluster.proxy(0).stop();
        cluster.proxy(0).start();
        int next = awaitPrimary(List.of(0, 1, 2));
        web(1).createBucket("after");
        assertThat(Web.text(web(next).send("GET", "/v1/buckets/", "{\"action\":\"list\"}")))
                .contains("before", "after");
        assertThat(map(cluster.url()).path("pmap")).hasSize(3);
    }

    @Test
    void a_proxy_that_is_cut_off_does_not_make_itself_the_primary() throws Exception {
        int primary = awaitPrimary(List.of(0, 1, 2));
        int lonely = without(primary).get(0);
        String id = cluster.proxy(primary).id();
        cluster.links().cut(cluster.proxy(lonely).id(), cluster.proxies().get(lonely));
        await().atMost(TAKEOVER)
                .untilAsserted(
                        () -> assertThat(map(cluster.proxies().get(primary)).path("pmap"))
                                .hasSize(2));
        HttpResponse<byte[]> answer = web(lonely).send("POST", "/v1/buckets/never", "{\"action\":\"create-bck\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(primaryAt(lonely)).isEqualTo(id);
        assertThat(isPrimary(lonely)).isFalse();
        await().atMost(TAKEOVER)
                .untilAsserted(() -> assertThat(Web.text(web(lonely).get("/v1/health")))
                        .contains("has not heard of a primary lately"));
        cluster.links().mend(cluster.proxy(lonely).id());
        await().atMost(TAKEOVER).untilAsserted(() -> {
            assertThat(map(cluster.proxies().get(primary)).path("pmap")).hasSize(3);
            assertThat(version(lonely)).isEqualTo(version(primary));
            assertThat(web(lonely).get("/v1/health").statusCode()).isEqualTo(200);
        });
        assertThat(primaryAt(lonely)).isEqualTo(id);
    }

    @Test
    void a_primary_that_is_cut_off_changes_nothing_any_more_and_what_it_changed_alone_is_not_revived()
            throws Exception {
        int primary = awaitPrimary(List.of(0, 1, 2));
        List<Integer> others = without(primary);
        web(primary).createBucket("before");
        cluster.links().cut(cluster.proxy(primary).id(), cluster.proxies().get(primary));
        HttpResponse<byte[]> alone = web(primary).send("DELETE", "/v1/buckets/before", "{\"action\":\"destroy-bck\"}");
        assertThat(alone.statusCode()).isEqualTo(503);
        int next = awaitPrimary(others, cluster.proxy(primary).id());
        assertThat(isPrimary(primary)).isFalse();
        web(next).createBucket("after");
        cluster.links().mend(cluster.proxy(primary).id());
        await().atMost(TAKEOVER)
                .untilAsserted(() -> assertThat(map(cluster.proxies().get(next)).path("pmap"))
                        .hasSize(3));
        awaitPrimary(List.of(0, 1, 2), cluster.proxy(primary).id());
        for (int proxy : List.of(0, 1, 2)) {
            assertThat(Web.text(web(proxy).send("GET", "/v1/buckets/", "{\"action\":\"list\"}")))
                    .contains("before", "after");
        }
    }

    @Test
    void a_bucket_is_created_on_all_targets_or_on_none_and_the_lost_one_is_named() throws Exception {
        cluster.target(1).stop();
        HttpResponse<byte[]> answer = web(1).send("POST", "/v1/buckets/b", "{\"action\":\"create-bck\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Web.text(answer))
                .contains("is not created", cluster.target(1).id());
        assertThat(map(cluster.url()).path("tmap")).hasSize(3);
        cluster.target(1).start();
        web(1).createBucket("b");
    }

    @Test
    void many_takeovers_one_after_another_lose_nothing() throws Exception {
        int primary = awaitPrimary(List.of(0, 1, 2));
        for (int round = 0; round < 4; round++) {
            web(primary).createBucket("round" + round);
            cluster.proxy(primary).stop();
            int last = primary;
            primary = awaitPrimary(without(last), cluster.proxy(last).id());
            cluster.proxy(last).start();
        }
        assertThat(Web.text(web(primary).send("GET", "/v1/buckets/", "{\"action\":\"list\"}")))
                .contains("round0", "round1", "round2", "round3");
    }
}
