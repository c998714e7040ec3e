package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.simulator.embedded.api.Api.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that nobody writes by accident: each is answered in time, with a Status, and leaves nothing behind. */
@Timeout(60)
class HostileBodiesTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String YAML = "application/yaml";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);
    private static Api api;

    @BeforeAll
    static void start() {
        api = new Api(http);
    }

    @Test
    void what_is_nested_a_hundred_thousand_deep_is_400() {
        int deep = 100_000;
        for (String body : List.of(
                "[".repeat(deep),
                "{\"a\":".repeat(deep),
                "{\"metadata\":{\"name\":\"x\"},\"a\":" + "[".repeat(deep) + "]".repeat(deep) + "}")) {
            assertThat(post("application/json", body).outcome()).isEqualTo("400 BadRequest");
            for (String patch : List.of(Patch.MERGE, Patch.STRATEGIC, Patch.JSON, Patch.APPLY)) {
                assertThat(api.patch(MAPS + "/x?fieldManager=me", patch, body).outcome())
                        .as(patch)
                        .isEqualTo("400 BadRequest");
            }
        }
        for (String body :
                List.of("- ".repeat(deep), "? ".repeat(deep), "a: " + "{a: ".repeat(deep), "[".repeat(deep))) {
            assertThat(post(YAML, body).outcome()).isEqualTo("400 BadRequest");
            assertThat(api.patch(MAPS + "/x?fieldManager=me", Patch.APPLY, body).outcome())
                    .isEqualTo("400 BadRequest");
        }
    }

    @Test
    void aliases_that_would_be_a_thousand_million_values_are_400() {
        String bomb = IntStream.rangeClosed(1, 9)
                .mapToObj(i -> "l%d: &l%d [%s]%n".formatted(i, i, ("*l" + (i - 1) + ",").repeat(9)))
                .collect(Collectors.joining("", "l0: &l0 [x]\n", ""));

        Answer answer = post(YAML, bomb);

        assertThat(answer.outcome()).isEqualTo("400 BadRequest");
        assertThat(answer.message()).contains("alias");
    }

    @Test
    void text_that_is_not_UTF_8_is_400() {
        for (String bad :
                List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e2\u0082", "\u00f5\u0080\u0080\u0080")) {
            byte[] body = ("{\"metadata\":{\"name\":\"x\"},\"data\":{\"a\":\"" + bad + "\"}}").getBytes(ISO_8859_1);
            assertThat(post("application/json", body).outcome()).isEqualTo("400 BadRequest");
            assertThat(post(YAML, body).outcome()).isEqualTo("400 BadRequest");
        }
        assertThat(post("application/json", "{\"metadata\":{\"name\":\"x\"}}".getBytes(UTF_16))
                        .outcome())
                .isEqualTo("400 BadRequest");
    }

    @Test
    void half_a_pair_of_surrogates_is_the_sign_for_what_cannot_be_read() {
        Answer answer = post(
                "application/json",
                "{\"metadata\":{\"name\":\"halves\"},\"data\":{\"a\":\"\\ud800\",\"b\":\"\\udc00x\","
                        + "\"c\":\"\\ud83d\\ude00\",\"d\":\"\\\\ud800\",\"e\":\"\\ud800\\ud83d\\ude00\"}}");

        assertThat(answer.code()).as(answer.message()).isEqualTo(201);
        assertThat(answer.text("/data/a")).isEqualTo("\ufffd");
        assertThat(answer.text("/data/b")).isEqualTo("\ufffdx");
        assertThat(answer.text("/data/c")).isEqualTo("😀");
        assertThat(answer.text("/data/d")).isEqualTo("\\ud800");
        assertThat(answer.text("/data/e")).isEqualTo("\ufffd😀");
        assertThat(api.get(MAPS + "/halves").text("/data/e")).isEqualTo("\ufffd😀");
    }

    @Test
    void numbers_beyond_all_measure_are_400() {
        for (String number : List.of("1e999999999", "9".repeat(1_000_000), "1e-999999999", "NaN", "007", "-", "1.")) {
            String pod = pod("'terminationGracePeriodSeconds':" + number + ",");
            assertThat(api.post(PODS, pod.replace('\'', '"')).outcome())
                    .as(number.substring(0, Math.min(20, number.length())))
                    .isEqualTo("400 BadRequest");
        }
        for (String quantity : List.of("1e999999999", "9".repeat(1_000_000), "1e-999999999", "1e2147483648")) {
            String limits = "[{'name':'c','image':'i','resources':{'limits':{'cpu':'" + quantity + "'}}}]";
            assertThat(api.post(PODS, Api.object("{'metadata':{'name':'x'},'spec':{'containers':" + limits + "}}"))
                            .outcome())
                    .isEqualTo("400 BadRequest");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[null]",
                "[{'name':'c','image':'i','env':[null],'ports':[null],'args':[null],'volumeMounts':[null]}]",
                "[{'name':'c','image':'i','env':null,'resources':null,'securityContext':null}]",
                "[{'name':'c','image':'i'}],'volumes':[null],'tolerations':[null],'imagePullSecrets':null",
                "[{'name':'c','image':'i'}],'initContainers':null,'nodeSelector':{'a':null},'hostAliases':[null]",
                "[{'name':'c','image':'i'}],'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':"
                        + "{'nodeSelectorTerms':[null,{'matchExpressions':[null]}]}}}"
            })
    void nothing_where_something_should_be_is_no_fault_of_the_server(String containers) {
        Answer answer = api.post(
                PODS + "?dryRun=All", Api.object("{'metadata':{'name':'x'},'spec':{'containers':" + containers + "}}"));

        assertThat(answer.code()).as(answer.message()).isIn(201, 422);
    }

    /** Where they cost their square, this takes minutes. */
    @Test
    @Timeout(150)
    void a_hundred_thousand_values_cost_no_more_than_their_number() {
        String keys = many(100_000, i -> "\"k" + i + "\":\"\"", "{", "}");
        String ports = many(20_000, i -> "{\"name\":\"p%d\",\"port\":%d}".formatted(i, i + 1), "[", "]");

        assertThat(api.post(MAPS + "?dryRun=All", map(keys)).code()).isEqualTo(201);
        assertThat(api.post(
                                "/api/v1/namespaces/default/services?dryRun=All",
                                "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"ports\":" + ports + "}}")
                        .code())
                .isEqualTo(201);
    }

    @Test
    void a_config_map_has_a_mebibyte_in_all() {
        String mebibyte = "x".repeat(1024 * 1024 - 3) + "ä";

        assertThat(api.post(MAPS + "?dryRun=All", map("{\"a\":\"" + mebibyte + "\",\"b\":\"y\"}"))
                        .code())
                .isEqualTo(201);
        Answer more = api.post(MAPS + "?dryRun=All", map("{\"a\":\"" + mebibyte + "\",\"b\":\"yy\"}"));
        assertThat(more.outcome()).isEqualTo("422 Invalid");
        assertThat(more.message()).endsWith("Too long: may not be more than 1048576 bytes");
    }

    @Test
    void patches_that_double_a_document_are_413() {
        api.post(MAPS, Api.object("{'metadata':{'name':'doubled'},'data':{'a':'" + "x".repeat(1000) + "'}}"));
        String version = api.get(MAPS + "/doubled").text("/metadata/resourceVersion");
        String doubling = operations(60, i -> "{\"op\":\"copy\",\"from\":\"\",\"path\":\"/c" + i + "\"}");
        String many = operations(40_000, i -> "{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/data/c\"}");
        String few = operations(1000, i -> "{\"op\":\"copy\",\"from\":\"/data/a\",\"path\":\"/data/c" + i + "\"}");

        assertThat(json(doubling).outcome()).isEqualTo("413 RequestEntityTooLarge");
        assertThat(json(many).message()).contains("The allowed maximum operations in a JSON patch is 10000, got 40000");
        assertThat(api.get(MAPS + "/doubled").text("/metadata/resourceVersion")).isEqualTo(version);
        assertThat(json(few).code()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[null]",
                "[1]",
                "[[]]",
                "[{}]",
                "[{'op':'add'}]",
                "[{'op':'add','path':'/data/x'}]",
                "[{'op':'add','path':5,'value':1}]",
                "[{'op':'x','path':'/x'}]",
                "[{'op':'add','path':'x','value':1}]",
                "[{'op':'move','path':'/data/q'}]",
                "[{'op':'remove','path':''}]",
                "[{'op':'replace','path':'','value':5}]",
                "[{'op':'add','path':'/metadata/managedFields/99999999999','value':1}]",
                "[{'op':'add','path':'/metadata/managedFields/-1','value':1}]",
                "[{'op':'add','path':'/~2','value':1}]",
                "[{'op':'remove','path':'/metadata/managedFields/-'}]",
                "[{'op':null,'path':'/x'}]"
            })
    void a_JSON_patch_that_makes_no_sense_is_422(String patch) {
        api.post(MAPS, Api.object("{'metadata':{'name':'doubled'},'data':{'a':'x'}}"));

        assertThat(json(patch.replace('\'', '"')).outcome()).isEqualTo("422 Invalid");
    }

    /** Kubernetes takes none either. */
    @Test
    void a_compressed_body_is_not_unpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 100; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }

        Answer answer =
                Answer.of(http.send(http.request(MAPS, "Content-Type", "application/json", "Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(packed.toByteArray()))));

        assertThat(answer.outcome()).isEqualTo("400 BadRequest");
    }

    private static Answer json(String patch) {
        return api.patch(MAPS + "/doubled", Patch.JSON, patch);
    }

    private static String operations(int count, IntFunction<String> operation) {
        return IntStream.range(0, count).mapToObj(operation).collect(Collectors.joining(",", "[", "]"));
    }

    private static String many(int count, IntFunction<String> each, String begin, String end) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(",", begin, end));
    }

    private static String map(String data) {
        return "{\"metadata\":{\"name\":\"many\"},\"data\":" + data + "}";
    }

    private static String pod(String more) {
        return "{'metadata':{'name':'x'},'spec':{" + more + "'containers':[{'name':'c','image':'i'}]}}";
    }

    private static Answer post(String type, String body) {
        return Answer.of(http.post(MAPS, body, "Content-Type", type));
    }

    private static Answer post(String type, byte[] body) {
        return Answer.of(http.send(http.request(MAPS, "Content-Type", type).POST(BodyPublishers.ofByteArray(body))));
    }
}
