package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Malformed messages at every endpoint of the ETL service: refused in words, and the cluster is as it was. */
class HostileMessagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEC =
            new String(((io.etlbed.cluster.client.EtlInit.Spec) TransformerSpecs.of("any-etl", "md5")).yaml(), UTF_8);
    private static final String DEEP = "[".repeat(200_000);
    private static final String LONG = "x".repeat(1 << 20);

    @TempDir
    static Path folder;

    private static EtlCluster cluster;
    private static HttpClient http;

    private record Call(String method, String path, byte[] body) {

        static Call of(String method, String path) {
            return new Call(method, path, new byte[0]);
        }

        static Call init(String body) {
            return new Call("PUT", "/v1/etl", body.getBytes(UTF_8));
        }

        @Override
        public String toString() {
            String text = new String(body, ISO_8859_1);
            return method + " " + path + " " + text.substring(0, Math.min(text.length(), 120));
        }
    }

    @BeforeAll
    static void start() {
        cluster = EtlCluster.builder()
                .targets(2)
                .proxies(2)
                .folder(folder.resolve("cluster"))
                .start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @TestFactory
    Stream<DynamicTest> every_malformed_message_is_refused_in_words() {
        return Stream.of(bodies(), specs(), codes(), paths())
                .flatMap(List::stream)
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> refused(call)));
    }

    @Test
    void what_is_longer_than_a_message_may_be_is_refused() throws Exception {
        refused(new Call("PUT", "/v1/etl", new byte[17 << 20]));
    }

    /** What is no init message at all. */
    private static List<Call> bodies() {
        List<Call> calls = new ArrayList<>();
        for (String body : List.of(
                "",
                " ",
                "hello",
                "null",
                "true",
                "7",
                "1e999999",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{}",
                "{}{}",
                "{\"id\":\"any-etl\"",
                "{\"id\":\"any-etl\",}",
                "{'id':'any-etl'}",
                "{\"id\":\"any-etl\",\"spec\":",
                "{\"id\":" + DEEP,
                DEEP,
                "{\"a\":" + "{\"a\":".repeat(100_000),
                "{\"id\":" + "9".repeat(100_000) + "}",
                "{\"" + LONG + "\":1}",
                "\uFEFF{}",
                "\u0000",
                "{\"id\":\"\\ud800\"}")) {
            calls.add(Call.init(body));
        }
        calls.add(new Call("PUT", "/v1/etl", new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{', 0, '}'}));
        calls.add(new Call("PUT", "/v1/etl", new byte[] {'{', '"', (byte) 0xc3, 0x28, '"', ':', '1', '}'}));
        for (String member : List.of("id", "name", "communication", "timeout", "init_timeout", "obj_timeout")) {
            for (String value : List.of("7", "-1e400", "true", "[]", "{}", "[\"any-etl\"]", "{\"a\":{\"b\":[]}}")) {
                calls.add(Call.init(
                        "{\"spec\":\"" + base64(SPEC) + "\",\"id\":\"any-etl\",\"" + member + "\":" + value + "}"));
            }
        }
        for (String timeout : List.of("", "soon", "5", "-5m", "1e9h", "99999999999999999999h", "5m5", "٥m")) {
            calls.add(Call.init(message("spec", SPEC, ",\"timeout\":\"" + timeout + "\"")));
        }
        for (String id :
                List.of("", "../../etc", "a/b/c/d", "a b c d e", "éééééé", "x".repeat(21), "\\u0000bcdef", LONG)) {
            calls.add(Call.init("{\"id\":\"" + (id.isEmpty() ? " " : id) + "\",\"spec\":\"" + base64(SPEC) + "\"}"));
        }
        return calls;
    }

    /** Specifications that are none. */
    private static List<Call> specs() {
        List<Call> calls = new ArrayList<>();
        for (String spec : List.of(
                "",
                " ",
                "text",
                "- a list",
                "{",
                "a: b: c",
                "\tkey: value",
                "kind: Pod",
                "kind: !!java.io.File [x]",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://127.0.0.1:1']]]]",
                """
                        a: &a [x]
                        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
                        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
                        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]
                        e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]
                        f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]
                        kind: [*f,*f,*f,*f,*f,*f,*f]""",
                "a: &a\n  b: *a",
                "a: *nowhere",
                "--- \nkind: Pod\n---\nkind: Pod\n",
                "? [complex]\n: key",
                "%YAML 9.9\n---\nkind: Pod",
                DEEP,
                SPEC.replace("containerPort: 80", "containerPort: 99999999999999999999"),
                SPEC.replace("containerPort: 80", "containerPort: 0x50000"),
                SPEC.replace("image: ", "image: !!binary "),
                SPEC.replace("name: server", "name: [server]"),
                SPEC.replace("path: /health", "path: 7"),
                SPEC.replace("kind: Pod", "kind: Secret"),
                SPEC.replace("spec:", "spec:\n  hostNetwork: true"),
                SPEC.replace("spec:", "spec:\n  nodeName: node-1"),
                SPEC.replace("communication_type: hpush://", "communication_type: [hpush://]"))) {
            calls.add(Call.init(message("spec", spec, "")));
            if (!spec.startsWith("[[")) {
                calls.add(Call.init("{\"id\":\"any-etl\",\"spec\":" + quoted(spec) + "}"));
            }
        }
        for (String value : List.of("7", "[]", "{}", "true", "\"****\"", "\"/w==\"", "\"a2luZA=\"", "\"\\u0000\"")) {
            calls.add(Call.init("{\"id\":\"any-etl\",\"spec\":" + value + "}"));
        }
        return calls;
    }

    /** Code and what belongs to it. */
    private static List<Call> codes() {
        List<Call> calls = new ArrayList<>();
        String code = "\"code\":\"" + base64("def transform(b): return b") + "\"";
        for (String rest : List.of(
                "",
                ",\"runtime\":null",
                ",\"runtime\":\"\"",
                ",\"runtime\":\"python9\"",
                ",\"runtime\":\"python3 \"",
                ",\"runtime\":\"../python3\"",
                ",\"runtime\":7",
                ",\"runtime\":[\"python3\"]",
                ",\"runtime\":{}",
                ",\"runtime\":\"python3\",\"dependencies\":7",
                ",\"runtime\":\"python3\",\"dependencies\":[\"six\"]",
                ",\"runtime\":\"python3\",\"dependencies\":\"" + base64("six\0") + "\"",
                ",\"runtime\":\"python3\",\"communication\":\"ws://\"",
                ",\"runtime\":\"python3\",\"communication\":\"io\"",
                ",\"runtime\":\"python3\",\"dependencies\":\"" + base64("#" + LONG) + "\"")) {
            calls.add(Call.init("{\"id\":\"any-etl\"," + code + rest + "}"));
        }
        for (String value : List.of(
                "null", "\"\"", "\" \\n\"", "7", "[]", "{}", "\"" + base64("x\0y") + "\"", "\"" + LONG + "\"")) {
            calls.add(Call.init("{\"id\":\"any-etl\",\"code\":" + value + ",\"runtime\":\"python3\"}"));
        }
        return calls;
    }

    /** Paths and methods that lead nowhere. */
    private static List<Call> paths() {
        return List.of(
                Call.of("PUT", "/v1/etl/any-etl"),
                Call.of("PUT", "/v1/etl/init"),
                Call.of("POST", "/v1/etl"),
                Call.of("POST", "/v1/etl/any-etl"),
                Call.of("POST", "/v1/etl/any-etl/stop"),
                Call.of("POST", "/v1/etl/any-etl/bogus"),
                Call.of("POST", "/v1/etl/any-etl/stop/now"),
                Call.of("GET", "/v1/etl/any-etl"),
                Call.of("GET", "/v1/etl/any-etl/logs"),
                Call.of("GET", "/v1/etl/any-etl/logs/nobody"),
                Call.of("GET", "/v1/etl/any-etl/logs/nobody/else"),
                Call.of("GET", "/v1/etl/any-etl/health"),
                Call.of("GET", "/v1/etl/any-etl/bogus"),
                Call.of("GET", "/v1/etl/%2e%2e/%2e%2e"),
                Call.of("GET", "/v1/etl/%00"),
                Call.of("GET", "/v1/etl/%ff%fe"),
                Call.of("GET", "/v1/etl/" + "x".repeat(8_000)),
                Call.of("DELETE", "/v1/etl"),
                Call.of("DELETE", "/v1/etl/any-etl"),
                Call.of("DELETE", "/v1/etl/any-etl/stop"),
                Call.of("DELETE", "/v1/etl/any-etl/bogus"),
                Call.of("PATCH", "/v1/etl/any-etl"));
    }

    private static void refused(Call call) throws Exception {
        for (URI proxy : cluster.proxies()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(proxy + call.path()))
                    .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()))
                    .build();
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode())
                    .as(answer.body())
                    .matches(status -> (status >= 400 && status < 500) || status == 501);
            JsonNode error = JSON.readTree(answer.body());
            assertThat(error.path("status").asInt()).isEqualTo(answer.statusCode());
            assertThat(error.path("message").asText())
                    .isNotBlank()
                    .doesNotContain("Exception", "\tat ", "io.etlbed", "com.fasterxml")
                    .hasSizeLessThan(20_000);
        }
        assertThat(get("/v1/etl")).isEqualTo("[]");
        assertThat(cluster.kubernetes().pods().inAnyNamespace().list().getItems())
                .isEmpty();
        assertThat(cluster.kubernetes().services().inNamespace("ais").list().getItems())
                .isEmpty();
    }

    private static String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(cluster.url() + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
    }

    private static String message(String member, String text, String more) {
        return "{\"id\":\"any-etl\",\"" + member + "\":\"" + base64(text) + "\"" + more + "}";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }
}
