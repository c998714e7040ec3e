package io.etlbed.conformance.aistore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.report.CheckOutcome;
import io.etlbed.conformance.report.ConformanceReport;
import io.etlbed.conformance.run.ConformanceOptions;
import io.etlbed.conformance.run.ConformanceRun;
import io.etlbed.conformance.run.RunListener;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The profile of AIStore 3.11 fits what answers as AIStore 3.11 does, and nothing else. */
class AistoreProfileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a gateway without containers can be asked. */
    private static final String REFUSALS =
            "SPEC-01..09, SPEC-12..14, NAME-01..05, CODE-04, LIFE-04, LIFE-05, LIFE-13, API-01, API-03, API-08";

    /** Texts of Go's decoders, which no client looks at. */
    private static final String DECODERS =
            "ReadMapCB|decode base64|time: invalid|ReadString|yaml: |json parse|no kind|missing in|invalid response body";

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeAistore aistore;

    @BeforeEach
    void start() throws Exception {
        aistore = FakeAistore.start();
    }

    @AfterEach
    void stop() {
        aistore.close();
    }

    @Test
    void with_its_profile_all_is_as_expected() throws Exception {
        ConformanceReport report = run("aistore-3.11");

        assertThat(report.checks())
                .as("%s", words(report))
                .hasSizeGreaterThan(20)
                .allMatch(check ->
                        List.of("pass", "differs").contains(check.verdict().word()));
        assertThat(report.exitCode()).isEqualTo(ConformanceReport.PASSED);
        assertThat(report.checks())
                .filteredOn(check -> check.verdict().word().equals("differs"))
                .extracting(CheckOutcome::check)
                .containsExactlyInAnyOrder(
                        "asks-no-ports-and-no-probe-of-io",
                        "refuses-flawed-code",
                        "answers-404-on-unknown-ids",
                        "errors-are-json-with-the-right-status");
    }

    @Test
    void by_the_documents_it_fails_just_there_and_where_messages_are_poorer() throws Exception {
        ConformanceReport report = run("document");

        assertThat(report.exitCode()).isEqualTo(ConformanceReport.FAILED);
        assertThat(report.checks())
                .filteredOn(check -> check.verdict().word().equals("fail"))
                .extracting(CheckOutcome::check)
                .contains(
                        "refuses-what-is-no-pod",
                        "refuses-what-is-no-name",
                        "refuses-flawed-code",
                        "answers-404-on-unknown-ids",
                        "errors-are-json-with-the-right-status")
                .doesNotContain("refuses-other-than-one-container", "refuses-a-second-of-one-name", "lists-what-runs");
    }

    /** Else the stand-in would be one for something else. */
    @TestFactory
    Stream<DynamicTest> the_stand_in_answers_as_the_real_one_did() throws Exception {
        FakeAistore fake = aistore;
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream in = AistoreProfileTest.class.getResourceAsStream("aistore-3.11-answers.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode recorded = JSON.readTree(line);
                tests.add(DynamicTest.dynamicTest(recorded.path("case").asText(), () -> assertSame(fake, recorded)));
            }
        }
        return tests.stream();
    }

    private void assertSame(FakeAistore fake, JsonNode recorded) throws Exception {
        prepare(fake, recorded);
        JsonNode body = recorded.path("request").path("body");
        HttpResponse<String> answer = send(
                fake,
                recorded.path("request").path("method").asText(),
                recorded.path("request").path("path").asText(),
                body.isTextual() ? body.asText() : body.isMissingNode() ? "" : body.toString());

        assertThat(answer.statusCode())
                .as(answer.body())
                .isEqualTo(recorded.path("status").asInt());
        String message = message(recorded.path("body").asText());
        if (!message.matches(".*(?:" + DECODERS + ").*")) {
            assertThat(nameless(message(answer.body()))).isEqualTo(nameless(message));
        }
    }

    /** What was there in between when the answers were recorded. */
    private void prepare(FakeAistore fake, JsonNode recorded) throws Exception {
        switch (recorded.path("case").asText()) {
            case "info-running" -> {
                send(fake, "PUT", "/v1/etl", recorded.path("body").asText());
                send(fake, "POST", "/v1/buckets/gt", "{\"action\":\"create-bck\"}");
                send(fake, "PUT", "/v1/objects/gt/o1", "x");
            }
            case "spec-no-metadata-name", "msg-no-spec-no-code" -> {
                send(fake, "POST", "/v1/etl/badspec/stop", "");
                send(fake, "DELETE", "/v1/etl/badspec", "");
            }
            default -> {}
        }
    }

    private HttpResponse<String> send(FakeAistore fake, String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(fake.url() + path))
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String message(String body) throws Exception {
        return body.startsWith("{") ? JSON.readTree(body).path("message").asText() : "";
    }

    /** Without the names of nodes and pods. */
    private static String nameless(String message) {
        return message.replaceAll("[pt]\\[\\w+]", "node")
                .replaceAll("\\[node[^]]*] ", "")
                .replaceAll("http://[^\"]*", "url");
    }

    private ConformanceReport run(String profile) throws InterruptedException {
        ConformanceOptions options = ConformanceOptions.against(aistore.url())
                .withProfile(profile)
                .withOnly(REFUSALS)
                .withSeed(1);
        return new ConformanceRun(options, RunListener.none()).run();
    }

    private static String words(ConformanceReport report) {
        StringBuilder words = new StringBuilder();
        report.checks()
                .forEach(check ->
                        words.append(check.check() + ": " + check.verdict().word() + "\n"));
        return words.toString();
    }
}
