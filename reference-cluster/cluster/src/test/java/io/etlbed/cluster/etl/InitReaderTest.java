package io.etlbed.cluster.etl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.wire.AisException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
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
            assertThat(message.yaml()).isEqualTo(Requests.MD5);
            assertThat(message.waitTimeout()).contains(Duration.ofMinutes(3));
            assertThat(message.spec().communication()).isEqualTo(Communication.HPUSH);
        }
    }

    @Test
    void code_06_plain_text_and_broken_base64_lines_are_accepted() {
        String plain =
                Json.object().put("id", "my-etl-1").put("spec", Requests.MD5).toString();
        assertThat(read(plain).yaml()).isEqualTo(Requests.MD5);
        String lines = SPEC.replaceAll("(.{76})", "$1\n");
        assertThat(read(Json.object().put("id", "my-etl-1").put("spec", lines).toString())
                        .yaml())
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
        assertRefused(501, message("my-etl-1", annotated), "does not support hrev:// yet");
        String overruled = Json.object()
                .put("id", "my-etl-1")
                .put("communication", "hpush://")
                .put("spec", annotated)
                .toString();
        assertThat(read(overruled).spec().communication()).isEqualTo(Communication.HPUSH);
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
    void code_is_checked_before_it_is_said_to_be_unsupported() {
        assertRefused(501, code("x = 1", "python3"), "init code is not supported yet");
        assertRefused(400, code("", "python3"), "CODE-04 code: found no code");
        assertRefused(400, code("x = 1", ""), "CODE-04 runtime: found nothing");
        assertRefused(
                400, code("x = 1", "python4"), "CODE-03 runtime: found \"python4\", expected one of python2, python3,");
        assertRefused(400, code("x = 1", "python3").replace("my-etl-1", "x"), "NAME-03");
        assertRefused(501, "{\"name\":\"my-etl-1\",\"runtime\":{\"image\":\"x\"}}", "runtime object");
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
