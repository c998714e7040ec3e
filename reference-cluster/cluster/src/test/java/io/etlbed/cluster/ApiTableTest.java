package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.cluster.control.OutOfScope;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/api.md says of each call is so. */
class ApiTableTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path PAGE = Path.of("../../docs/api.md");
    private static final String BUCKET = "api-bucket";

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 2);

    private static Web web;
    private static String proxy;
    private String job = "";
    private String handle = "";

    @BeforeAll
    static void fill() throws Exception {
        web = new Web(cluster.url());
        web.createBucket(BUCKET);
        for (String name : List.of("o1", "o2", "o3")) {
            web.send("PUT", "/v1/objects/" + BUCKET + "/" + name, "hello");
        }
        proxy = JSON.readTree(web.get("/v1/daemon?what=snode").body())
                .get("daemon_id")
                .asText();
    }

    @TestFactory
    Stream<DynamicTest> whatThePageSaysIsSo() throws Exception {
        List<ApiRow> rows = ApiRow.read(Files.readString(PAGE));
        assertThat(rows).hasSizeGreaterThan(100);
        return rows.stream().map(row -> dynamicTest(row.toString(), () -> check(row)));
    }

    @Test
    void whatIsRefusedByItsActionIsOnThePage() throws Exception {
        List<ApiRow> rows = ApiRow.read(Files.readString(PAGE));
        assertThat(OutOfScope.actions())
                .allSatisfy(action -> assertThat(rows)
                        .anyMatch(row -> row.status() == 501 && row.body().contains("\"action\":\"" + action + "\"")));
    }

    private void check(ApiRow row) throws Exception {
        HttpResponse<byte[]> answer = await().until(() -> send(row), sent -> !isBusy(sent, row));
        String text = Web.text(answer);
        assertThat(answer.statusCode()).as(text).isEqualTo(row.status());
        boolean refused = row.status() >= 400 && !row.method().equals("HEAD");
        if (refused) {
            JsonNode error = JSON.readTree(text);
            assertThat(error.path("status").asInt()).isEqualTo(row.status());
            text = error.path("message").asText();
            assertThat(text).isNotBlank();
        }
        if (!row.words().isEmpty()) {
            assertThat(text).contains(row.words().stream().map(this::filled).toArray(String[]::new));
        }
        answer.headers().firstValue("ais-append-handle").ifPresent(given -> handle = given);
        if (row.body().contains("\"start\"") && !refused) {
            job = text;
        }
    }

    private HttpResponse<byte[]> send(ApiRow row) throws Exception {
        return web.send(
                row.method(),
                filled(row.path()).replace("HANDLE", URLEncoder.encode(handle, StandardCharsets.UTF_8)),
                filled(row.body()),
                row.headers().stream().map(this::filled).toArray(String[]::new));
    }

    /** A job of a row before has not ended yet. */
    private static boolean isBusy(HttpResponse<byte[]> answer, ApiRow row) {
        return answer.statusCode() == 409 && row.status() != 409;
    }

    private String filled(String text) {
        return text.replace("BUCKET", BUCKET)
                .replace("TARGET", cluster.targetIds().get(0))
                .replace("PROXY", proxy)
                .replace("JOB", job);
    }
}
