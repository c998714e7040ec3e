package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with a bucket, or with many of its objects, by one call: another name, a summary, removal. */
class WholeBucketsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OBJECTS = 40;

    @TempDir
    Path folder;

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 2, 3));
    }

    private static Web filled(URI proxy, String bucket) throws Exception {
        Web web = new Web(proxy);
        web.createBucket(bucket);
        for (int i = 0; i < OBJECTS; i++) {
            web.send("PUT", "/v1/objects/" + bucket + "/o" + i, Web.bytes(100 + i, i));
        }
        return web;
    }

    private static HttpResponse<byte[]> move(Web web, String from, String to) throws Exception {
        return web.send(
                "POST",
                "/v1/buckets/" + from + "?provider=ais&bck_to=ais%2F%40%23%2F" + to + "%2F",
                "{\"action\":\"move-bck\",\"name\":\"\",\"value\":null}");
    }

    private static JsonNode status(Web web, String job) throws Exception {
        HttpResponse<byte[]> answer = web.send("GET", "/v1/cluster?what=status", "{\"id\":\"" + job + "\"}");
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static List<String> names(Web web, String bucket) throws Exception {
        JsonNode list = JSON.readTree(web.send("GET", "/v1/buckets/" + bucket, "{\"action\":\"list\"}")
                .body());
        return list.path("entries").findValuesAsText("name");
    }

    @Test
    void a_bucket_by_another_name_has_its_objects_and_the_old_name_is_free() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster.url(), "before");
            HttpResponse<byte[]> answer = move(new Web(cluster.proxies().get(1)), "before", "after");
            assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
            assertThat(status(web, Web.text(answer)).path("end_time").asLong()).isPositive();

            assertThat(web.send("HEAD", "/v1/buckets/before", "").statusCode()).isEqualTo(404);
            web.createBucket("before");
            web.send("PUT", "/v1/objects/before/o1", "another");
            assertThat(names(web, "before")).containsExactly("o1");
            web.send("PUT", "/v1/objects/after/late", "late");
        }
        // And so it is after a restart.
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            for (int i = 0; i < OBJECTS; i++) {
                assertThat(web.get("/v1/objects/after/o" + i).body()).isEqualTo(Web.bytes(100 + i, i));
            }
            assertThat(names(web, "after")).hasSize(OBJECTS + 1).contains("late");
            assertThat(Web.text(web.get("/v1/objects/before/o1"))).isEqualTo("another");
            assertThat(move(web, "after", "before").statusCode()).isEqualTo(400);
            assertThat(Web.text(move(web, "after", "before"))).contains("bucket \\\"ais://before\\\" already exists");
            assertThat(Web.text(move(web, "after", "after"))).contains("onto itself");
            assertThat(move(web, "nowhere", "somewhere").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void objects_that_are_named_or_meant_by_a_template_are_removed_and_no_other() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster.url(), "b");
            HttpResponse<byte[]> counted = web.send(
                    "DELETE",
                    "/v1/buckets/b?provider=ais",
                    "{\"action\":\"delete-listrange\",\"value\":{\"template\":\"o{1..20}\",\"dry_run\":true}}");
            await().atMost(LIMIT)
                    .until(() -> status(web, Web.text(counted)).path("end_time").asLong() > 0);
            assertThat(names(web, "b")).hasSize(OBJECTS);
            HttpResponse<byte[]> named = web.send(
                    "DELETE",
                    "/v1/buckets/b?provider=ais",
                    "{\"action\":\"delete-listrange\",\"value\":{\"objnames\":[\"o0\",\"o39\",\"never-was\"]}}");
            assertThat(named.statusCode()).as(Web.text(named)).isEqualTo(200);
            HttpResponse<byte[]> meant = web.send(
                    "DELETE",
                    "/v1/buckets/b?provider=ais",
                    "{\"action\":\"delete-listrange\",\"value\":{\"template\":\"o{1..20}\"}}");
            assertThat(meant.statusCode()).as(Web.text(meant)).isEqualTo(200);
            for (HttpResponse<byte[]> job : List.of(named, meant)) {
                await().atMost(LIMIT)
                        .until(() -> status(web, Web.text(job)).path("end_time").asLong() > 0);
            }
            assertThat(names(web, "b"))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(21, 39).mapToObj(i -> "o" + i).toList());
            assertThat(web.get("/v1/objects/b/o5").statusCode()).isEqualTo(404);
            assertThat(web.get("/v1/objects/b/o30").body()).isEqualTo(Web.bytes(130, 30));
            assertThat(web.send("DELETE", "/v1/buckets/b", "{\"action\":\"delete-listrange\",\"value\":{}}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(web.send(
                                    "DELETE",
                                    "/v1/buckets/nowhere",
                                    "{\"action\":\"delete-listrange\",\"value\":{\"objnames\":[\"x\"]}}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static JsonNode summary(Web web, String path) throws Exception {
        String message = "{\"action\":\"summary-bck\",\"value\":{\"uuid\":\"%s\",\"fast\":true,\"cached\":false}}";
        HttpResponse<byte[]> begun = web.send("GET", path, message.formatted(""));
        assertThat(begun.statusCode()).as(Web.text(begun)).isEqualTo(202);
        String again = message.formatted(Web.text(begun));
        HttpResponse<byte[]> over =
                await().atMost(LIMIT).until(() -> web.send("GET", path, again), answer -> answer.statusCode() != 202);
        assertThat(over.statusCode()).as(Web.text(over)).isEqualTo(200);
        assertThat(web.send("GET", path, again).statusCode()).isEqualTo(404);
        return JSON.readTree(over.body());
    }

    @Test
    void a_head_that_asks_for_it_has_the_summary_when_it_is_there() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster.url(), "full");
            String path = "/v1/buckets/full?provider=ais&presence=0&bsumm_remote=True";
            HttpResponse<byte[]> begun = web.send("HEAD", path, "");
            assertThat(begun.statusCode()).isEqualTo(202);
            assertThat(begun.headers().firstValue("Ais-Bucket-Props")).isPresent();
            String id = begun.headers().firstValue("Ais-Xaction-Id").orElseThrow();
            HttpResponse<byte[]> over = await().atMost(LIMIT)
                    .until(() -> web.send("HEAD", path + "&uuid=" + id, ""), answer -> answer.statusCode() != 202);
            assertThat(over.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(
                                    over.headers().firstValue("Ais-Bucket-Summ").orElseThrow())
                            .path("obj_count")
                            .asText())
                    .isEqualTo("40");
        }
    }

    @Test
    void a_summary_tells_how_many_objects_there_are_and_how_large() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = filled(cluster.url(), "full");
            web.createBucket("empty");
            JsonNode full = summary(web, "/v1/buckets/full?provider=ais").path(0);
            assertThat(full.path("name").asText()).isEqualTo("full");
            assertThat(full.path("obj_count").asText()).isEqualTo("40");
            assertThat(full.path("size").asText()).isEqualTo(String.valueOf(40 * 100 + 39 * 40 / 2));
            assertThat(full.path("ObjSize").path("obj_min_size").asInt()).isEqualTo(100);
            assertThat(full.path("ObjSize").path("obj_max_size").asInt()).isEqualTo(139);
            JsonNode all = summary(web, "/v1/buckets/?provider=ais");
            assertThat(List.of(
                            all.path(0).path("name").asText(),
                            all.path(1).path("name").asText()))
                    .containsExactly("empty", "full");
            assertThat(all.path(0).path("obj_count").asText()).isEqualTo("0");
            assertThat(web.send("GET", "/v1/buckets/nowhere", "{\"action\":\"summary-bck\",\"value\":{}}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
