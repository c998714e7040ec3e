package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.protobuf.ProtobufObject;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies in protobuf, as kubectl's typed creates send them, and such as nobody should. */
class ProtobufTest {

    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @AutoClose
    private static final TestServer at = new TestServer();

    private static final RawClient http = new RawClient(at.kubeconfig);

    /** The same pod was written by Kubernetes' own library in both formats. */
    @Test
    void a_pod_means_the_same_as_in_JSON() throws Exception {
        JsonNode fromProtobuf = json(post(PODS, resource("pod.pb")));
        JsonNode fromJson = json(http.post(PODS, new String(resource("pod.json"), UTF_8)));

        assertThat(fromProtobuf.path("spec")).isEqualTo(fromJson.path("spec")).isNotEmpty();
        assertThat(fromProtobuf.at("/metadata/name").asText()).startsWith("golden-");
        assertThat(fromProtobuf.at("/metadata/labels")).isEqualTo(fromJson.at("/metadata/labels"));
        assertThat(fromProtobuf.at("/metadata/annotations/n").asText()).isEqualTo("ü");
        assertThat(fromProtobuf.at("/spec/terminationGracePeriodSeconds").isInt())
                .isTrue();
    }

    @Test
    void a_large_number_stays_what_it_is() {
        byte[] container = Proto.message().text(1, "c").text(2, "i").toBytes();
        byte[] spec = Proto.message()
                .bytes(2, container)
                .bytes(14, Proto.message().number(4, 5_000_000_000L).toBytes())
                .toBytes();
        byte[] pod = Proto.message()
                .bytes(1, Proto.message().text(1, "large").toBytes())
                .bytes(2, spec)
                .toBytes();

        HttpResponse<String> answer = post(PODS, Proto.object("v1", "Pod", pod));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "spec.securityContext.supplementalGroups[0]: Invalid value: 5000000000: must be between 0 and");
    }

    @Test
    void bytes_become_base64_and_text_stays() {
        byte[] odd = {(byte) 0xff, 0, 1};
        byte[] map = Proto.message()
                .bytes(1, Proto.message().text(1, "bytes").toBytes())
                .bytes(2, Proto.message().text(1, "k").text(2, "vä").toBytes())
                .bytes(2, Proto.message().text(1, "none").toBytes())
                .bytes(3, Proto.message().text(1, "b").bytes(2, odd).toBytes())
                .number(4, 1)
                .toBytes();

        HttpResponse<String> answer = post(MAPS, Proto.object("v1", "ConfigMap", map));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        ConfigMap stored = at.store.of(ConfigMap.class).require("default", "bytes");
        assertThat(stored.getData()).isEqualTo(Map.of("k", "vä", "none", ""));
        assertThat(stored.getBinaryData())
                .containsEntry("b", Base64.getEncoder().encodeToString(odd));
        assertThat(stored.getImmutable()).isTrue();
    }

    @Test
    void how_to_delete_may_be_said_in_protobuf() {
        http.post(MAPS, "{\"metadata\":{\"name\":\"going\"}}");
        byte[] other = Proto.message()
                .bytes(2, Proto.message().text(1, "other").toBytes())
                .toBytes();

        HttpResponse<String> kept = delete(MAPS + "/going", Proto.object("v1", "DeleteOptions", other));
        HttpResponse<String> gone = delete(MAPS + "/going", Proto.object("v1", "DeleteOptions", new byte[0]));

        assertThat(kept.statusCode()).isEqualTo(409);
        assertThat(gone.statusCode()).as(gone.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_makes_no_sense_is_400_and_says_why(String words, byte[] body) {
        HttpResponse<String> answer = post(MAPS, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("message").asText()).contains(words);
    }

    static Stream<Arguments> malformed() {
        byte[] named = Proto.message()
                .bytes(1, Proto.message().text(1, "never").toBytes())
                .toBytes();
        return Stream.of(
                Arguments.of("expected prefix", new byte[0]),
                Arguments.of("expected prefix", "{\"a\":1}".getBytes(UTF_8)),
                Arguments.of("no kind \"\" is registered", "k8s\0".getBytes(ISO_8859_1)),
                Arguments.of("no kind \"Nonsense\" is registered", Proto.object("v1", "Nonsense", named)),
                Arguments.of("does not match the expected kind", Proto.object("v1", "Secret", named)),
                Arguments.of("does not match the expected apiVersion", Proto.object("v2", "ConfigMap", named)),
                Arguments.of(
                        "unknown field 99 of ConfigMap",
                        map(Proto.message().raw(named).number(99, 1))),
                Arguments.of(
                        "unknown field 77 of ObjectMeta",
                        map(Proto.message()
                                .bytes(1, Proto.message().text(77, "x").toBytes()))),
                Arguments.of(
                        "wrong wireType = 0 for field metadata",
                        map(Proto.message().number(1, 1))),
                Arguments.of(
                        "wrong wireType = 2 for field immutable",
                        map(Proto.message().text(4, "x"))),
                Arguments.of(
                        "a length of 9223372036854775807",
                        map(Proto.message().varint(10).varint(Long.MAX_VALUE))),
                Arguments.of(
                        "a length of 18446744073709551615",
                        map(Proto.message().varint(10).varint(-1))),
                Arguments.of("unexpected end", map(Proto.message().varint(10).raw(new byte[] {(byte) 0x80}))),
                Arguments.of("illegal tag 0", map(Proto.message().varint(2))),
                Arguments.of("integer overflow", map(Proto.message().raw(overlong()))),
                Arguments.of(
                        "invalid UTF-8",
                        map(Proto.message()
                                .bytes(
                                        1,
                                        Proto.message()
                                                .bytes(1, new byte[] {(byte) 0xc3})
                                                .toBytes()))),
                Arguments.of("more than 200000 values", map(Proto.message().raw(zeroes(400_000)))));
    }

    @Test
    void a_body_cut_off_anywhere_is_refused() throws Exception {
        byte[] whole = resource("pod.pb");
        for (int length = 0; length < whole.length; length += 7) {
            HttpResponse<String> answer = post(PODS + "?dryRun=All", Arrays.copyOf(whole, length));

            assertThat(answer.statusCode())
                    .as("%d bytes: %s", length, answer.body())
                    .isBetween(400, 499);
        }
    }

    @Test
    void noise_is_never_an_error_of_the_server() throws Exception {
        byte[] whole = resource("pod.pb");
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] noisy = whole.clone();
            for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
                noisy[4 + random.nextInt(noisy.length - 4)] = (byte) random.nextInt();
            }
            HttpResponse<String> answer = post(PODS + "?dryRun=All", noisy);

            assertThat(answer.statusCode())
                    .as("%s: %s", Base64.getEncoder().encodeToString(noisy), answer.body())
                    .isLessThan(500);
        }
    }

    private static byte[] map(Proto raw) {
        return Proto.object("v1", "ConfigMap", raw.toBytes());
    }

    private static byte[] overlong() {
        byte[] bytes = new byte[11];
        Arrays.fill(bytes, (byte) 0xff);
        return bytes;
    }

    /** So many fields "immutable: false". */
    private static byte[] zeroes(int count) {
        byte[] bytes = new byte[2 * count];
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = 0x20;
        }
        return bytes;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ProtobufObject.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static HttpResponse<String> post(String path, byte[] body) {
        return http.send(
                http.request(path, "Content-Type", ProtobufObject.TYPE).POST(BodyPublishers.ofByteArray(body)));
    }

    private static HttpResponse<String> delete(String path, byte[] body) {
        return http.send(http.request(path, "Content-Type", ProtobufObject.TYPE)
                .method("DELETE", BodyPublishers.ofByteArray(body)));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.parse(answer.body().getBytes(UTF_8));
    }
}
