package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients attach to objects. */
class CustomMetadataTest {

    @TempDir
    Path folder;

    private ReferenceCluster start() throws Exception {
        return ReferenceCluster.start(ReferenceClusterConfig.of(folder, 1, 2));
    }

    private static HttpResponse<byte[]> patch(Web web, String object, String query, String value) throws Exception {
        return web.send(
                "PATCH",
                "/v1/objects/b/" + object + "?provider=ais" + query,
                "{\"action\":\"\",\"name\":\"\",\"value\":" + value + "}");
    }

    private static List<String> attached(Web web, String object) throws Exception {
        return web.send("HEAD", "/v1/objects/b/" + object, new byte[0])
                .headers()
                .allValues("Ais-Custom-Md");
    }

    @Test
    void it_stays_with_the_object_until_that_is_another() throws Exception {
        byte[] bytes = Web.bytes(1_000_000, 1);
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            web.createBucket("b");
            web.send("PUT", "/v1/objects/b/o", bytes);
            HttpResponse<byte[]> answer = patch(web, "o", "", "{\"licence\":\"MIT\",\"by\":\"ü = ä\"}");
            assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
            assertThat(patch(web, "o", "", "{\"licence\":\"Apache\"}").statusCode())
                    .isEqualTo(200);
        }
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            HttpResponse<byte[]> found = web.get("/v1/objects/b/o");
            assertThat(found.body()).isEqualTo(bytes);
            assertThat(found.headers().allValues("Ais-Custom-Md")).hasSize(2).contains("licence=Apache");
            assertThat(found.headers().firstValue("Ais-Version")).contains("1");

            // The same bytes again are the same object.
            web.send("PUT", "/v1/objects/b/o", bytes);
            assertThat(attached(web, "o")).hasSize(2);
            patch(web, "o", "&set-new-custom=true", "{\"only\":\"this\"}");
            assertThat(attached(web, "o")).containsExactly("only=this");
            web.send("PUT", "/v1/objects/b/o", "other bytes");
            assertThat(attached(web, "o")).isEmpty();
        }
    }

    @Test
    void what_no_header_can_have_is_refused_and_nothing_changes() throws Exception {
        try (ReferenceCluster cluster = start()) {
            Web web = new Web(cluster.url());
            web.createBucket("b");
            web.send("PUT", "/v1/objects/b/o", "x");
            patch(web, "o", "", "{\"a\":\"1\"}");
            for (String value : List.of(
                    "{\"k\\r\\nX-Evil\":\"1\"}",
                    "{\"k\":\"1\\r\\nX-Evil: 1\"}",
                    "{\"k=l\":\"1\"}",
                    "{\"\":\"1\"}",
                    "{\"k\":1}",
                    "[]",
                    "null",
                    "{\"k\":\"" + "x".repeat(5000) + "\"}")) {
                HttpResponse<byte[]> answer = patch(web, "o", "", value);
                assertThat(answer.statusCode()).as(value + Web.text(answer)).isEqualTo(400);
                assertThat(Web.text(answer)).contains("invalid custom metadata");
            }
            assertThat(web.send("PATCH", "/v1/objects/b/o", "no JSON").statusCode())
                    .isEqualTo(400);
            assertThat(patch(web, "never-was", "", "{\"a\":\"1\"}").statusCode())
                    .isEqualTo(404);
            assertThat(attached(web, "o")).containsExactly("a=1");
        }
    }
}
