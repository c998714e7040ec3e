package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard, as HTTP has it; how it looks and works in a browser is tried where there are ETLs, too. */
class DashboardTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 3);

    private static Web web;

    @BeforeAll
    static void start() {
        web = new Web(cluster.url());
    }

    @Test
    void a_browser_that_is_given_the_address_alone_is_led_to_it_and_others_are_answered_as_ever() throws Exception {
        for (String path : List.of("/", "/dashboard")) {
            HttpResponse<byte[]> led = web.stay("GET", path, new byte[0], "Accept", BROWSER);
            assertThat(led.statusCode()).isEqualTo(302);
            assertThat(led.headers().firstValue("location")).contains("dashboard/");
            assertThat(Web.text(web.get(path, "Accept", BROWSER))).startsWith("<!doctype html>");
        }
        HttpResponse<byte[]> curl = web.stay("GET", "/", new byte[0], "Accept", "*/*");
        assertThat(curl.statusCode()).isEqualTo(400);
        assertThat(Web.text(curl)).contains("empty protocol scheme");
        assertThat(web.stay("PUT", "/", new byte[0], "Accept", BROWSER).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/html; charset=utf-8",
        "dashboard.css, text/css; charset=utf-8",
        "dashboard.js, text/javascript; charset=utf-8",
        "sections.js, text/javascript; charset=utf-8",
        "etls.js, text/javascript; charset=utf-8",
        "logs.js, text/javascript; charset=utf-8",
        "dom.js, text/javascript; charset=utf-8",
        "icon.svg, image/svg+xml"
    })
    void what_the_page_is_made_of_may_run_its_own_script_alone_and_is_asked_for_again(String name, String type)
            throws Exception {
        HttpResponse<byte[]> whole = web.get("/dashboard/" + name);

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("content-type")).contains(type);
        assertThat(whole.headers().firstValue("cache-control")).contains("no-cache");
        assertGuarded(whole);
        String tag = whole.headers().firstValue("etag").orElseThrow();
        HttpResponse<byte[]> known = web.get("/dashboard/" + name, "If-None-Match", "\"other\", W/" + tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(web.get("/dashboard/" + name, "If-None-Match", "\"other\"").body())
                .isEqualTo(whole.body());
        HttpResponse<byte[]> head = web.send("HEAD", "/dashboard/" + name, "");
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).contains(Integer.toString(whole.body().length));
        assertThat(head.headers().firstValue("etag")).contains(tag);
    }

    private static void assertGuarded(HttpResponse<byte[]> answer) {
        assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "trusted-types 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(answer.headers().firstValue("cross-origin-resource-policy")).contains("same-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/dashboard", "/dashboard/", "/dashboard/data", "/dashboard/logs/etl/target", "/dashboard/none"})
    void it_only_reads(String path) throws Exception {
        for (String method : List.of("PUT", "POST", "DELETE", "PATCH", "ET")) {
            HttpResponse<byte[]> refused = web.stay(method, path, "{}".getBytes(StandardCharsets.UTF_8));
            assertThat(refused.statusCode()).as(method).isEqualTo(405);
            assertThat(refused.headers().firstValue("allow")).contains("GET, HEAD");
        }
        assertThat(web.send("OPTIONS", path, "").headers().firstValue("allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({
        "/dashboard/../v1/daemon, there is nothing at",
        "/dashboard/%2e%2e/package-info.class, there is nothing at",
        "/dashboard/Dashboard.class, there is nothing at",
        "/dashboard/logs/etl, expected /dashboard/logs/ETL/TARGET",
        "/dashboard/logs/etl/nobody, unknown target",
        "/dashboardx, empty protocol scheme"
    })
    void what_is_not_there_is_told_as_such(String path, String message) throws Exception {
        HttpResponse<byte[]> answer = web.get(path);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(JSON.readTree(answer.body()).path("message").asText()).contains(message);
    }

    @Test
    void a_log_that_a_target_cannot_show_is_answered_with_its_reason() throws Exception {
        HttpResponse<byte[]> answer =
                web.get("/dashboard/logs/etl%2F..%2F/" + cluster.targetIds().get(0));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Web.text(answer)).contains("ETL requires Kubernetes");
    }

    @Test
    void every_proxy_tells_the_same_of_the_cluster_and_nothing_is_sent_again_while_nothing_happens() throws Exception {
        List<String> ids = null;
        for (int i = 0; i < 2; i++) {
            Web proxy = new Web(cluster.proxies().get(i));
            HttpResponse<byte[]> answer = proxy.get("/dashboard/data");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
            assertGuarded(answer);
            JsonNode data = JSON.readTree(answer.body());
            List<String> targets = data.path("targets").findValuesAsText("id");
            assertThat(targets).containsExactlyInAnyOrderElementsOf(cluster.targetIds());
            assertThat(ids == null || ids.equals(targets)).isTrue();
            ids = targets;
            assertThat(data.path("targets").findValuesAsText("state")).containsOnly("online");
            await().untilAsserted(() -> assertThat(
                            JSON.readTree(proxy.get("/dashboard/data").body())
                                    .path("targets")
                                    .findValuesAsText("why"))
                    .hasSize(3)
                    .allMatch(why -> why.startsWith("ETL requires Kubernetes")));
            assertThat(data.path("proxies").findValuesAsText("state")).containsOnly("online");
            assertThat(data.path("notices")).isEmpty();
            assertThat(data.path("unheard")).isEmpty();
            await().until(() -> proxy.get(
                                    "/dashboard/data",
                                    "If-None-Match",
                                    proxy.get("/dashboard/data")
                                            .headers()
                                            .firstValue("etag")
                                            .orElseThrow())
                            .statusCode()
                    == 304);
        }
    }

    @Test
    void objects_are_counted_as_they_come_are_replaced_and_go() throws Exception {
        web.createBucket("counted");
        for (int i = 0; i < 20; i++) {
            web.send("PUT", "/v1/objects/counted/o" + i, Web.bytes(100, i));
        }
        awaitCounted(20, 2_000);
        web.send("PUT", "/v1/objects/counted/o0", Web.bytes(7, 1));
        web.send("PUT", "/v1/objects/counted/o0", Web.bytes(9, 1));
        awaitCounted(20, 1_909);
        web.send("DELETE", "/v1/objects/counted/o1", "");
        web.send("DELETE", "/v1/objects/counted/o1", "");
        web.send("DELETE", "/v1/objects/counted/none", "");
        awaitCounted(19, 1_809);
        web.send("DELETE", "/v1/buckets/counted", "{\"action\":\"destroy-bck\"}");
        await().until(() -> bucket().isMissingNode());
    }

    private static void awaitCounted(long objects, long bytes) {
        await().untilAsserted(() -> {
            assertThat(bucket().path("objects").asLong()).isEqualTo(objects);
            assertThat(bucket().path("bytes").asLong()).isEqualTo(bytes);
        });
    }

    private static JsonNode bucket() throws Exception {
        JsonNode list =
                JSON.readTree(web.get("/dashboard/data").body()).path("buckets").path("list");
        return StreamSupport.stream(list.spliterator(), false)
                .filter(each -> each.path("name").asText().equals("counted"))
                .findFirst()
                .orElse(JSON.missingNode());
    }
}
