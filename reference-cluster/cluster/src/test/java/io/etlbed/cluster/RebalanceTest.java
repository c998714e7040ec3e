package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.cluster.member.Keepalive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Targets that join, leave, pause, die and return, as clients see it (LIFE-15). */
@Timeout(120)
class RebalanceTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Keepalive QUICK = new Keepalive(Duration.ofMillis(50), 4);
    private static final int OBJECTS = 150;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private ReferenceCluster cluster;
    private Web web;
    private final Map<String, String> expected = new TreeMap<>();

    @BeforeEach
    void start() throws Exception {
        open(3);
        web.createBucket("b");
        for (int i = 0; i < OBJECTS; i++) {
            put("o" + i, "first of " + i);
        }
    }

    private void open(int targets) throws Exception {
        cluster = ReferenceCluster.start(
                ReferenceClusterConfig.of(folder, 2, targets).withKeepalive(QUICK));
        web = new Web(cluster.url());
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static String path(String name) {
        return "/v1/objects/b/" + name;
    }

    private void put(String name, String content) throws Exception {
        HttpResponse<byte[]> answer = web.send("PUT", path(name), content);
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        expected.put(name, content);
    }

    private HttpResponse<byte[]> change(String action, String target, boolean skipRebalance) throws Exception {
        return web.send(
                "PUT",
                "/v1/cluster",
                "{\"action\":\"" + action + "\",\"value\":{\"sid\":\"" + target + "\",\"skip_rebalance\":"
                        + skipRebalance + "}}");
    }

    private String changed(String action, String target, boolean skipRebalance) throws Exception {
        HttpResponse<byte[]> answer = change(action, target, skipRebalance);
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        return Web.text(answer);
    }

    private JsonNode targets() throws Exception {
        return JSON.readTree(web.get("/v1/daemon?what=smap").body()).path("tmap");
    }

    private JsonNode status(String job) throws Exception {
        HttpResponse<byte[]> answer =
                web.send("GET", "/v1/cluster?what=status", "{\"id\":\"" + job + "\",\"kind\":\"rebalance\"}");
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private void awaitDone(String job) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(status(job).path("end_time").asLong()).isPositive());
    }

    /** It has its place, and nothing is on its way any more. */
    private void awaitPlace(String target) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            assertThat(targets().path(target).path("flags").asInt()).isZero();
            assertThat(redirect("o0")).doesNotContain("etlbed-map");
        });
    }

    private String redirect(String name) throws Exception {
        return redirect("GET", name);
    }

    private String redirect(String method, String name) throws Exception {
        return web.stay(method, path(name), new byte[0])
                .headers()
                .firstValue("location")
                .orElse("");
    }

    private void assertAllThere() throws Exception {
        for (Map.Entry<String, String> object : expected.entrySet()) {
            HttpResponse<byte[]> answer = web.get(path(object.getKey()));
            assertThat(Web.text(answer)).as(object.getKey()).isEqualTo(object.getValue());
        }
        assertThat(names()).containsExactlyElementsOf(new TreeSet<>(expected.keySet()));
    }

    private List<String> names() throws Exception {
        HttpResponse<byte[]> answer =
                web.send("GET", "/v1/buckets/b", "{\"action\":\"list\",\"value\":{\"pagesize\":10000}}");
        List<String> names = new ArrayList<>();
        JSON.readTree(answer.body())
                .path("entries")
                .forEach(entry -> names.add(entry.path("name").asText()));
        return names;
    }

    private long filesOn(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name).resolve("objects"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    /** Reads all objects again and again; what went wrong. */
    private CompletableFuture<List<String>> readMeanwhile(AtomicBoolean over) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> wrong = new ArrayList<>();
            while (!over.get()) {
                for (Map.Entry<String, String> object : expected.entrySet()) {
                    try {
                        String content = Web.text(web.get(path(object.getKey())));
                        if (!content.equals(object.getValue())) {
                            wrong.add(object.getKey() + ": " + content);
                        }
                    } catch (IOException | InterruptedException e) {
                        wrong.add(object.getKey() + ": " + e);
                    }
                }
                try {
                    if (names().size() != expected.size()) {
                        wrong.add("a list of " + names().size());
                    }
                } catch (Exception e) {
                    wrong.add("a list: " + e);
                }
            }
            return wrong;
        });
    }

    @Test
    void a_target_that_joins_gets_its_part_and_every_object_is_found_all_the_while() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> wrong = readMeanwhile(over);
        NodeHandle joined = cluster.addTarget(Map.of());
        awaitPlace(joined.id());
        over.set(true);
        assertThat(wrong.get()).isEmpty();
        assertThat(filesOn("t4")).isBetween(OBJECTS / 8L, OBJECTS / 2L);
        assertThat(filesOn("t1") + filesOn("t2") + filesOn("t3") + filesOn("t4"))
                .isEqualTo(OBJECTS);
        assertAllThere();
        assertThat(web.get(path("o0")).headers().firstValue("ais-version")).contains("1");
    }

    @Test
    void a_target_that_is_decommissioned_leaves_when_its_objects_are_elsewhere() throws Exception {
        String leaving = cluster.targetIds().get(1);
        assertThatThrownBy(() -> cluster.removeTarget(leaving))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("decommission it first");
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<List<String>> wrong = readMeanwhile(over);
        String job = changed("decommission-node", leaving, false);
        awaitDone(job);
        over.set(true);
        assertThat(wrong.get()).isEmpty();
        assertThat(targets().has(leaving)).isFalse();
        assertThat(filesOn("t2")).isZero();
        await().atMost(LIMIT).untilAsserted(() -> cluster.removeTarget(leaving));
        assertThat(cluster.targets()).hasSize(2);
        assertAllThere();
        cluster.close();
        open(2);
        assertAllThere();
    }

    @Test
    void maintenance_empties_a_target_that_keeps_its_place_and_fills_it_again_at_its_end() throws Exception {
        NodeHandle target = cluster.target(0);
        String job = changed("start-maintenance", target.id(), false);
        awaitDone(job);
        assertThat(filesOn("t1")).isZero();
        assertThat(targets().path(target.id()).path("flags").asInt()).isEqualTo(4);
        target.stop();
        assertAllThere();
        put("new", "written in maintenance");
        target.start();
        changed("stop-maintenance", target.id(), false);
        awaitPlace(target.id());
        assertThat(filesOn("t1")).isPositive();
        assertAllThere();
    }

    @Test
    void what_is_written_and_deleted_while_objects_are_on_their_way_stays_so() throws Exception {
        changed("start-maintenance", cluster.targetIds().get(2), true);
        for (int i = 0; i < OBJECTS; i += 3) {
            put("o" + i, "second of " + i);
        }
        for (int i = 1; i < OBJECTS; i += 3) {
            assertThat(web.send("DELETE", path("o" + i), "").statusCode()).isEqualTo(200);
            expected.remove("o" + i);
        }
        put("o1", "again");
        assertThat(web.get(path("o0")).headers().firstValue("ais-version")).contains("2");
        assertThat(filesOn("t3")).as("held, so not all have moved").isPositive();
        assertAllThere();
        assertThat(filesOn("t3")).as("who reads an object, has it moved").isZero();
        HttpResponse<byte[]> started =
                web.send("PUT", "/v1/cluster", "{\"action\":\"start\",\"value\":{\"kind\":\"rebalance\"}}");
        awaitDone(Web.text(started));
        assertThat(filesOn("t3")).isZero();
        assertAllThere();
    }

    /** The body comes while the object is being handed over, before and after. */
    @Test
    void a_write_to_an_object_on_its_way_takes_all_of_its_body() throws Exception {
        changed("start-maintenance", cluster.targetIds().get(2), true);
        int delay = 0;
        for (String name : List.copyOf(expected.keySet())) {
            String content = "second of " + name + " ".repeat(delay % 7 * 10_000);
            URI place = URI.create(redirect("PUT", name));
            try (RawClient client = new RawClient(place)) {
                client.write("PUT " + place.getRawPath() + "?" + place.getRawQuery()
                        + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + content.length() + "\r\n\r\n");
                LockSupport.parkNanos(delay++ % 20 * 100_000L);
                assertThat(client.write(content).read().status()).isEqualTo(200);
            }
            expected.put(name, content);
        }
        assertAllThere();
    }

    @Test
    void a_lost_target_keeps_its_place_and_its_objects_are_unavailable_but_never_unknown() throws Exception {
        NodeHandle lost = cluster.target(1);
        lost.stop();
        List<String> hidden = new ArrayList<>();
        // Before it counts as lost, connections to it are refused.
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(IOException.class).untilAsserted(() -> {
            hidden.clear();
            for (String name : expected.keySet()) {
                for (URI proxy : cluster.proxies()) {
                    HttpResponse<byte[]> answer = new Web(proxy).get(path(name));
                    if (answer.statusCode() == 503) {
                        assertThat(Web.text(answer)).contains(lost.id(), name, "does not answer");
                        hidden.add(name);
                    } else {
                        assertThat(Web.text(answer)).isEqualTo(expected.get(name));
                    }
                }
            }
            assertThat(hidden).hasSizeBetween(OBJECTS / 3, OBJECTS);
        });
        HttpResponse<byte[]> list = web.send("GET", "/v1/buckets/b", "{\"action\":\"list\",\"value\":{}}");
        assertThat(list.statusCode()).isEqualTo(503);
        assertThat(Web.text(list)).contains(lost.id());
        assertThat(targets().has(lost.id())).isTrue();
        lost.start();
        assertAllThere();
    }

    @Test
    void a_lost_target_is_given_up_only_on_demand() throws Exception {
        NodeHandle lost = cluster.target(1);
        lost.stop();
        await().atMost(LIMIT).untilAsserted(() -> {
            HttpResponse<byte[]> refused = change("decommission-node", lost.id(), false);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(Web.text(refused)).contains("does not answer", "skip_rebalance");
        });
        changed("decommission-node", lost.id(), true);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(redirect("o0")).doesNotContain("etlbed-map"));
        int gone = 0;
        for (Map.Entry<String, String> object : expected.entrySet()) {
            HttpResponse<byte[]> answer = web.get(path(object.getKey()));
            if (answer.statusCode() == 404) {
                gone++;
            } else {
                assertThat(Web.text(answer)).isEqualTo(object.getValue());
            }
        }
        assertThat(gone).isBetween(OBJECTS / 6, OBJECTS / 2);
        put("o0", "anew");
        assertThat(Web.text(web.get(path("o0")))).isEqualTo("anew");
    }

    @Test
    void a_target_that_is_lost_while_its_objects_move_goes_on_when_it_is_back() throws Exception {
        NodeHandle leaving = cluster.target(0);
        changed("start-maintenance", leaving.id(), true);
        leaving.stop();
        HttpResponse<byte[]> started =
                web.send("PUT", "/v1/cluster", "{\"action\":\"start\",\"value\":{\"kind\":\"rebalance\"}}");
        String job = Web.text(started);
        List<Integer> seen = new ArrayList<>();
        for (String name : expected.keySet()) {
            seen.add(web.get(path(name)).statusCode());
        }
        assertThat(seen).containsOnly(200, 503).contains(503);
        assertThat(status(job).path("end_time").asLong()).isZero();
        leaving.start();
        awaitDone(job);
        assertAllThere();
    }

    @Test
    void another_primary_and_a_restart_of_all_go_on_with_what_was_on_its_way() throws Exception {
        changed("start-maintenance", cluster.targetIds().get(0), true);
        assertThat(filesOn("t1")).isPositive();
        cluster.close();
        open(3);
        assertThat(redirect("o0")).contains("etlbed-map");
        assertThat(filesOn("t1")).isPositive();
        web.send("PUT", "/v1/cluster", "{\"action\":\"start\",\"value\":{\"kind\":\"rebalance\"}}");
        cluster.proxy(0).stop();
        web = new Web(cluster.proxies().get(1));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(redirect("o0")).doesNotContain("etlbed-map"));
        assertThat(filesOn("t1")).isZero();
        assertAllThere();
    }

    @Test
    void the_last_target_cannot_go_and_unknown_nodes_and_proxies_are_told_as_such() throws Exception {
        List<String> ids = cluster.targetIds();
        changed("start-maintenance", ids.get(0), false);
        changed("start-maintenance", ids.get(1), false);
        HttpResponse<byte[]> last = change("start-maintenance", ids.get(2), false);
        assertThat(last.statusCode()).isEqualTo(400);
        assertThat(Web.text(last)).contains("is the last one");
        assertThat(change("decommission-node", "nobody99", false).statusCode()).isEqualTo(404);
        assertThat(change("start-maintenance", cluster.proxy(1).id(), false).statusCode())
                .isEqualTo(501);
        assertThat(change("shutdown-node", ids.get(2), false).statusCode()).isEqualTo(501);
        assertThat(web.send("PUT", "/v1/cluster", "{\"action\":\"start-maintenance\"}")
                        .statusCode())
                .isEqualTo(400);
        assertAllThere();
    }

    @Test
    void jobs_wait_for_the_end_of_a_rebalance() throws Exception {
        changed("start-maintenance", cluster.targetIds().get(0), true);
        HttpResponse<byte[]> copy =
                web.send("POST", "/v1/buckets/b?bck_to=ais/@%23/c/", "{\"action\":\"copy-bck\",\"value\":{}}");
        assertThat(copy.statusCode()).isEqualTo(503);
        assertThat(Web.text(copy)).contains("rebalance is running");
    }

    @Test
    void handing_over_is_among_the_nodes_alone() throws Exception {
        for (String method : List.of("POST", "PUT")) {
            HttpResponse<byte[]> answer =
                    new Web(cluster.targets().get(0)).send(method, "/v1/handover/1/b/o0?etlbed-map=1.1", "x");
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void a_damaged_object_stays_where_it_is_and_the_job_names_it() throws Exception {
        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("t1").resolve("objects"))) {
            file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        String content = new String(bytes, 0, "first of 1".length(), StandardCharsets.UTF_8);
        bytes[0] ^= 1;
        Files.write(file, bytes);
        String job = changed("start-maintenance", cluster.targetIds().get(0), false);
        await().atMost(LIMIT).untilAsserted(() -> {
            HttpResponse<byte[]> ended =
                    web.send("GET", "/v1/cluster?what=status", "{\"id\":\"" + job + "\",\"kind\":\"rebalance\"}");
            assertThat(ended.statusCode()).isEqualTo(400);
            assertThat(Web.text(ended))
                    .contains("1 of", "ais://b/o", cluster.targetIds().get(0));
        });
        assertThat(filesOn("t1")).isGreaterThanOrEqualTo(1);
        int broken = 0;
        for (Map.Entry<String, String> object : expected.entrySet()) {
            HttpResponse<byte[]> answer = web.get(path(object.getKey()));
            if (answer.statusCode() == 200) {
                assertThat(Web.text(answer)).isEqualTo(object.getValue());
            } else {
                assertThat(answer.statusCode()).isIn(500, 503);
                assertThat(Web.text(answer)).contains(object.getKey(), "damaged");
                assertThat(object.getValue()).startsWith(content);
                broken++;
            }
        }
        assertThat(broken).isEqualTo(1);
    }
}
