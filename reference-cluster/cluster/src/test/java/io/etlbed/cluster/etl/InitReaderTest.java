package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.cluster.etl.workload.CodeWorkload;
import io.etlbed.cluster.etl.workload.FunctionCall;
import io.etlbed.cluster.etl.workload.ImageWorkload;
import io.etlbed.cluster.etl.workload.SpecWorkload;
import io.etlbed.cluster.wire.AisException;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitReaderTest {

    private static final InitReader READER = new InitReader(EtlSettings.document(), "ais");
    private static final String SPEC = Requests.base64(Requests.MD5);

    @Test
    void messages_of_all_releases_are_understood() {
        for (String members : new String[] {
            "\"id\":\"my-etl-1\",\"communication\":\"hpush://\",\"timeout\":\"3m\"",
            "\"id\":\"my-etl-1\",\"timeout\":\"3m\",\"communication\":\"hpush://\",\"argument\":\"\"",
            "\"id\":\"my-etl-1\",\"init_timeout\":\"3m\",\"obj_timeout\":\"45s\",\"communication\":\"hpush://\"",
            "\"name\":\"my-etl-1\",\"init_timeout\":\"180s\",\"obj_timeout\":\"45s\",\"unknown\":{\"a\":[1]}",
        }) {
            InitMessage message = read("{\"spec\":\"" + SPEC + "\"," + members + "}");
            assertThat(message.id()).isEqualTo("my-etl-1");
            assertThat(yaml(message)).isEqualTo(Requests.MD5);
            assertThat(message.waitTimeout()).contains(Duration.ofMinutes(3));
            assertThat(message.workload().communication()).isEqualTo(Communication.HPUSH);
        }
    }

    @Test
    void code_06_plain_text_and_broken_base64_lines_are_accepted() {
        String plain =
                Json.object().put("id", "my-etl-1").put("spec", Requests.MD5).toString();
        assertThat(yaml(read(plain))).isEqualTo(Requests.MD5);
        String lines = SPEC.replaceAll("(.{76})", "$1\n");
        assertThat(yaml(read(
                        Json.object().put("id", "my-etl-1").put("spec", lines).toString())))
                .isEqualTo(Requests.MD5);
    }

    @Test
    void api_09_without_id_the_name_of_the_pod_counts() {
        assertThat(read("{\"spec\":\"" + SPEC + "\"}").id()).isEqualTo("transformer-md5");
        String nameless = Requests.MD5.replace("  name: transformer-md5\n", "");
        assertRefused(400, message("", nameless), "NAME-01 metadata.name (line 3, column 1): found \"\"");
        assertRefused(
                400,
                message("", Requests.MD5.replace("transformer-md5", "md5")),
                "NAME-03 metadata.name (line 4, column 9): found \"md5\" (3 characters), expected 6 to 20 characters");
    }

    @Test
    void spec_15_message_wins_over_annotation_and_annotation_over_default() {
        assertThat(read(message("my-etl-1", Requests.MD5)).waitTimeout()).contains(Duration.ofMinutes(5));
        assertThat(read(with("timeout", "7s")).waitTimeout()).contains(Duration.ofSeconds(7));
        assertThat(read(with("timeout", "0s")).waitTimeout()).isEmpty();
        String bare = Requests.MD5.replace("    wait_timeout: 5m\n", "");
        assertThat(read(message("my-etl-1", bare)).waitTimeout()).isEmpty();
        String annotated = Requests.MD5.replace("hpush://", "hrev://");
        assertThat(read(message("my-etl-1", annotated)).workload().communication())
                .isEqualTo(Communication.HREV);
        String overruled = Json.object()
                .put("id", "my-etl-1")
                .put("communication", "hpush://")
                .put("spec", annotated)
                .toString();
        assertThat(read(overruled).workload().communication()).isEqualTo(Communication.HPUSH);
    }

    @Test
    void what_was_read_can_be_read_again() {
        InitMessage message = read(with("timeout", "1h30m"));
        InitMessage again = read(message.json().toString());
        assertThat(again.json()).isEqualTo(message.json());
        InitMessage unlimited = read(with("timeout", "0s"));
        assertThat(read(unlimited.json().toString()).waitTimeout()).isEmpty();
    }

    @Test
    void spec_16_name_message_and_spec_are_refused_together() {
        String body = Json.object()
                .put("id", "1 b")
                .put("communication", "ws://")
                .put("timeout", "soon")
                .put("spec", Requests.MD5.replace("port: default", "port: 80"))
                .toString();
        assertThatThrownBy(() -> read(body)).hasMessage("""
                        the init message of etl job "1 b" is invalid: 6 violations
                        NAME-01 id: found "1 b", expected a letter A-Z or a-z first
                        NAME-04 id: found "1 b", expected no space, control or non-ASCII character; not " "
                        NAME-03 id: found "1 b" (3 characters), expected 6 to 20 characters
                        SPEC-02 communication: found "ws://", expected hpush://, hpull://, hrev:// or io://
                        SPEC-03 timeout: found "soon", expected a duration such as "5m" or "90s"
                        SPEC-13 spec.containers[0].readinessProbe.httpGet.port (line 18, column 17): found 80 (a number), \
                        expected "default"; it names the port, and does not number it""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "null",
                "{\"id\":",
                "{\"id\":\"my-etl-1\"} {}",
                "{\"id\":5,\"spec\":\"x\"}",
                "{\"id\":\"my-etl-1\",\"spec\":null}",
                "{\"id\":\"my-etl-1\",\"spec\":5}",
                "{\"id\":\"my-etl-1\"}",
                "{\"id\":\"my-etl-1\",\"id\":\"my-etl-2\"}",
                "{\"id\":\"my-etl-1\",\"timeout\":5,\"spec\":\"x\"}",
                "{\"id\":\"my-etl-1\",\"timeout\":\"\",\"spec\":\"x\"}",
                "{\"id\":\"my-etl-1\",\"spec\":\"***\"}",
                "{\"id\":\"my-etl-1\",\"communication\":[],\"spec\":\"x\"}",
                "\uFEFF{}"
            })
    void malformed_messages_are_400_in_words(String body) {
        assertRefused(400, body, "the init message");
    }

    @Test
    void a_spec_that_is_not_utf_8_is_said_to_be_so() {
        String binary = Base64.getEncoder().encodeToString(new byte[] {'k', (byte) 0xff, 0, (byte) 0xc3});
        assertRefused(
                400,
                Json.object().put("id", "my-etl-1").put("spec", binary).toString(),
                "SPEC-01 spec: found base64 of bytes that are not UTF-8 text, expected the YAML of a Pod");
    }

    @Test
    void nesting_is_bounded() {
        assertRefused(400, "{\"a\":" + "[".repeat(100_000), "the init message");
    }

    @Test
    void code_03_and_04_code_is_checked_before_anything_runs() {
        assertRefused(400, code("", "python3"), "CODE-04 code: found no code");
        assertRefused(400, code("x = 1", ""), "CODE-04 runtime: found nothing");
        assertRefused(
                400, code("x = 1", "python4"), "CODE-03 runtime: found \"python4\", expected one of python2, python3,");
        assertRefused(400, code("x = 1", "python3").replace("my-etl-1", "x"), "NAME-03");
        assertRefused(400, code("x" + "=".repeat(CodeReader.LONGEST), "python3"), "expected at most 131008 bytes");
        assertRefused(400, code("x = 1\0", "python3"), "NUL");
        assertRefused(
                400,
                "{\"id\":\"x\",\"code\":5,\"runtime\":[],\"communication\":\"ws://\"}",
                "is invalid: 4 violations");
        String image = "{\"name\":\"my-etl-1\",\"runtime\":%s,\"argument\":\"%s\"}";
        assertRefused(501, image.formatted("{\"image\":\"x\"}", "fqn"), "argument \"fqn\"");
        assertRefused(400, image.formatted("{\"command\":[\"x\"]}", ""), "\"runtime.image\" is missing");
        assertRefused(400, image.formatted("{\"image\":\"x\",\"command\":[1]}", ""), "\"runtime.command\" is 1");
        assertRefused(400, image.formatted("{\"image\":\"x\",\"env\":[{\"value\":\"1\"}]}", ""), "\"runtime.env\"");
        assertRefused(400, image.formatted("{\"image\":\"x\"}", "").replace("my-etl-1", "x"), "NAME-03");
    }

    @Test
    void what_only_the_newer_aistore_can_is_refused_by_its_name() {
        String message = "{\"name\":\"my-etl-1\",%s\"runtime\":{\"image\":\"x\",\"env\":[%s]}}";
        assertRefused(501, message.formatted("\"communication\":\"ws://\",", ""), "websocket");
        assertRefused(501, message.formatted("\"etl_pipeline\":[\"my-etl-2\"],", ""), "pipeline");
        String direct = "{\"name\":\"ETL_DIRECT_FQN\",\"value\":\"%s\"}";
        assertRefused(501, message.formatted("", direct.formatted("True")), "direct_file_access (ETL_DIRECT_FQN)");
        assertThat(read(message.formatted("\"support_direct_put\":true,", direct.formatted("false")))
                        .id())
                .isEqualTo("my-etl-1");
    }

    @Test
    void what_the_command_line_writes_beside_an_image_is_part_of_it() {
        InitMessage message = read("{\"name\":\"my-etl-1\",\"env\":[{\"name\":\"A\",\"value\":\"1\"}],"
                + "\"resources\":{\"limits\":{\"memory\":\"1Gi\"}},"
                + "\"runtime\":{\"image\":\"x\",\"env\":[{\"name\":\"B\",\"value\":\"2\"}]}}");
        for (InitMessage each : List.of(message, read(message.json().toString()))) {
            Container container =
                    each.workload().newPod().getSpec().getContainers().get(0);
            assertThat(container.getEnv())
                    .extracting(EnvVar::getName, EnvVar::getValue)
                    .containsExactly(tuple("ETL_PORT", "8000"), tuple("A", "1"), tuple("B", "2"));
            assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
        }
        String image = "{\"name\":\"my-etl-1\",\"runtime\":{\"image\":\"x\"},%s}";
        assertRefused(400, image.formatted("\"env\":{\"A\":\"1\"}"), "\"env\" is");
        assertRefused(400, image.formatted("\"resources\":5"), "\"resources\" is 5");
        String direct = "\"env\":[{\"name\":\"ETL_DIRECT_FQN\",\"value\":\"1\"}]";
        assertRefused(501, image.formatted(direct), "direct_file_access");
    }

    @Test
    void an_image_that_was_read_can_be_read_again_and_is_shown_as_it_was_given() {
        String runtime =
                "{\"image\":\"x:1\",\"command\":[\"python\",\"s.py\"],\"env\":[{\"name\":\"A\",\"value\":\"$(B)\"}]}";
        InitMessage message = read("{\"name\":\"my-etl-1\",\"communication\":\"hpull://\",\"init_timeout\":\"90s\","
                + "\"obj_timeout\":\"45s\",\"runtime\":" + runtime + "}");
        assertThat(message.json().path("runtime")).hasToString(runtime);
        assertThat(message.workload().namesObjects()).isTrue();
        assertThat(message.workload().containerPort()).isEqualTo(8000);
        InitMessage again = read(message.json().toString());
        assertThat(again.json()).isEqualTo(message.json());
        assertThat(again.workload()).isInstanceOf(ImageWorkload.class);
    }

    @Test
    void code_06_code_and_dependencies_are_base64_or_plain() {
        CodeWorkload work = work(read(code("def transform(b): return b", "python3.8")));
        assertThat(work.code()).isEqualTo("def transform(b): return b");
        assertThat(work.dependencies()).isEmpty();
        assertThat(work.runtime()).isEqualTo(CodeRuntime.PYTHON3_8);
        CodeWorkload plain = work(read("{\"id\":\"my-etl-1\",\"code\":\"import idna\",\"dependencies\":\"idna\","
                + "\"runtime\":\"python3\",\"communication\":\"io://\"}"));
        assertThat(plain.code()).isEqualTo("import idna");
        assertThat(plain.dependencies()).contains("idna");
        assertThat(plain.communication()).isEqualTo(Communication.IO);
    }

    @Test
    void api_09_code_without_an_id_gets_one() {
        String anonymous = code("x = 1", "python3").replace("\"id\":\"my-etl-1\",", "");
        assertThat(read(anonymous).id()).matches("etl-[a-z][a-z0-9]{8}");
    }

    @Test
    void code_that_was_read_can_be_read_again() {
        InitMessage message = read("{\"id\":\"my-etl-1\",\"code\":\"# é\\nx = 1\",\"dependencies\":\"six\\n\","
                + "\"runtime\":\"python2\",\"timeout\":\"90s\"}");
        assertThat(read(message.json().toString()).json()).isEqualTo(message.json());
        assertThat(work(message).dependencies()).contains("six\n");
    }

    @Test
    void later_clients_say_how_the_function_is_called() {
        InitMessage message = read(
                "{\"id\":\"my-etl-1\",\"code\":\"x = 1\",\"runtime\":\"python3.11v2\",\"communication\":\"hpull://\","
                        + "\"funcs\":{\"transform\":\"work\"},\"chunk_size\":1024,\"argument\":\"url\",\"init_timeout\":\"5m\",\"obj_timeout\":\"45s\"}");
        assertThat(work(message).runtime()).isEqualTo(CodeRuntime.PYTHON3_11V2);
        assertThat(work(message).call()).isEqualTo(new FunctionCall("work", Optional.of(1024L), true));
        assertThat(read(message.json().toString()).json().toString())
                .isEqualTo(message.json().toString());
        String code = "{\"id\":\"my-etl-1\",\"code\":\"x\",\"runtime\":\"python3.8v2\",%s}";
        assertThat(work(read(code.formatted("\"funcs\":null,\"chunk_size\":0,\"argument\":\"\"")))
                        .call())
                .isEqualTo(new FunctionCall("transform", Optional.empty(), false));
        assertRefused(400, code.formatted("\"chunk_size\":-1"), "chunk_size: found \"-1\"");
        assertRefused(400, code.formatted("\"chunk_size\":\"1k\""), "chunk_size: found \"1k\"");
        assertRefused(400, code.formatted("\"funcs\":[]"), "funcs: found");
        assertRefused(
                400, code.formatted("\"funcs\":{\"transform\":\"a b\"}"), "expected the name of a Python function");
        assertRefused(501, code.formatted("\"funcs\":{\"before\":\"b\"}"), "\"before\" is not supported");
        assertRefused(400, code.formatted("\"argument\":\"url\""), "hpull:// or hrev://");
        assertRefused(400, code.formatted("\"argument\":\"path\""), "argument: found \"path\"");
        assertRefused(501, code.formatted("\"argument\":\"fqn\""), "argument \"fqn\"");
    }

    @Test
    void code_that_unpickles_wants_its_own_minor_version() {
        String pickled = "import pickle\ntransform = pickle.loads(b'')";
        assertThat(work(read(code(pickled, "python3"))).exact())
                .get()
                .asString()
                .contains("unpickles");
        assertThat(work(read(code("import pickle\nx = pickle.dumps", "python3")))
                        .exact())
                .isEmpty();
        InitReader exact = new InitReader(EtlSettings.document().withExactRuntimes(true), "ais");
        InitMessage message = exact.read(code("x = 1", "python3").getBytes(StandardCharsets.UTF_8));
        assertThat(work(message).exact()).get().asString().contains("python3 is 3.8.5");
    }

    @Test
    void comm_04_io_without_a_command_has_nothing_to_run() {
        String none = Requests.MD5.replace("hpush://", "io://");
        assertRefused(400, message("my-etl-1", none), "COMM-04 spec.containers[0].command (line ");
        String program = none.replace("    - name: server\n", "    - name: server\n      command: [md5sum]\n");
        assertThat(read(message("my-etl-1", program)).workload().communication())
                .isEqualTo(Communication.IO);
    }

    private static String yaml(InitMessage message) {
        return ((SpecWorkload) message.workload()).yaml();
    }

    private static CodeWorkload work(InitMessage message) {
        return (CodeWorkload) message.workload();
    }

    private static String code(String code, String runtime) {
        return Json.object()
                .put("id", "my-etl-1")
                .put("code", Requests.base64(code))
                .put("runtime", runtime)
                .toString();
    }

    private static String message(String id, String yaml) {
        return Requests.message(id, yaml);
    }

    private static String with(String member, String value) {
        return Json.object()
                .put("id", "my-etl-1")
                .put("spec", SPEC)
                .put(member, value)
                .toString();
    }

    private static InitMessage read(String body) {
        return READER.read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(int status, String body, String words) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(status))
                .hasMessageContaining(words);
    }
}
