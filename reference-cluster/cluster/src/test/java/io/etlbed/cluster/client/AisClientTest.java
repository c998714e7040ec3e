package io.etlbed.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against nodes that do what proper ones would not, or not every time. */
class AisClientTest extends ScriptedNodes {

    @Test
    void a_get_follows_its_redirect_with_its_range() throws Exception {
        ScriptedServer target = server(exchange -> exchange.answer(206, "Content-Range: bytes 1-3/5\r\n", "ell"));
        ScriptedServer gateway = server(exchange -> exchange.answer(
                301, "Location: " + target.url() + exchange.request().target() + "\r\n", "moved"));

        assertThat(read(client(gateway), ObjectRead.of(OBJECT).part(ByteRange.of(1, 3))))
                .isEqualTo("ell");
        assertThat(target.requests().get(0).has("range: bytes=1-3")).isTrue();
    }

    @Test
    void a_transformed_object_is_asked_for_by_the_etl_in_the_query() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(200, "", "md5"));

        read(client(server), ObjectRead.of(OBJECT).through("my etl&x"));

        assertThat(server.requests().get(0).target()).isEqualTo("/v1/objects/b/o?provider=ais&uuid=my%20etl%26x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a?b#c",
                "100%",
                "a%20b",
                "a+b&c=d;e",
                "tränen/ß 字.txt",
                "\u0001\n\"<>\\^`{|}",
                "~-._*'()!@$,:"
            })
    void a_name_is_sent_byte_for_byte_even_through_a_redirect_that_does_not_encode_it(String name) throws Exception {
        ScriptedServer target = server(exchange -> exchange.answer(200, "", "x"));
        boolean headerSafe = name.chars().noneMatch(c -> c < 32);
        ScriptedServer gateway = server(exchange -> exchange.answer(
                301,
                "Location: " + target.url()
                        + (headerSafe
                                ? "/v1/objects/b/" + name + "?provider=ais"
                                : exchange.request().target())
                        + "\r\n",
                ""));

        read(client(gateway), ObjectRead.of(new ObjectRef("b", name)));

        String sent = target.requests().get(0).target();
        assertThat(sent).isEqualTo(gateway.requests().get(0).target());
        URI uri = URI.create(sent);
        assertThat(uri.getPath()).isEqualTo("/v1/objects/b/" + name);
        assertThat(uri.getRawPath()).isASCII();
    }

    @Test
    void an_error_carries_status_and_message_of_the_cluster() throws Exception {
        ScriptedServer server = server(
                exchange -> exchange.takeBody()
                        .answer(
                                409,
                                "",
                                "{\"status\":409,\"message\":\"bucket \\\"ais://b\\\" already exists\",\"node\":\"p[1]\"}\n\n"));

        assertThatThrownBy(() -> client(server).buckets().create("b"))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessage("bucket \"ais://b\" already exists");
    }

    @Test
    void an_error_that_is_not_json_is_shown_as_it_is() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(502, "", "<h1>Bad Gateway</h1>"));

        assertThatThrownBy(() -> client(server).etl().list())
                .isInstanceOf(AisException.class)
                .hasMessageContaining("/v1/etl was answered 502: <h1>Bad Gateway</h1>");
    }

    @Test
    void an_error_to_head_is_read_from_its_header() throws Exception {
        ScriptedServer server =
                server(exchange -> exchange.raw("HTTP/1.1 404 Not Found\r\nHdr-Error: {\"status\":404,\"message\":"
                        + "\"object b/o does not exist\"}\r\nContent-Length: 0\r\n\r\n"));

        assertThatThrownBy(() -> client(server).objects().head(OBJECT)).hasMessage("object b/o does not exist");
    }

    @Test
    void a_body_that_breaks_off_is_an_error_and_leaves_no_file() throws Exception {
        ScriptedServer server = server(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this");
            exchange.close();
        });
        Path file = Files.writeString(temp.resolve("file"), "what was there");

        assertThatThrownBy(() -> client(server).objects().get(ObjectRead.of(OBJECT), file))
                .isInstanceOf(IOException.class);

        assertThat(file).hasContent("what was there");
        assertThat(temp.toFile().list()).containsExactly("file");
    }

    @Test
    void a_chunked_body_that_breaks_off_is_an_error() throws Exception {
        ScriptedServer server = server(exchange -> {
            exchange.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nonly\r\n");
            exchange.close();
        });

        assertThatThrownBy(() -> read(client(server), ObjectRead.of(OBJECT))).isInstanceOf(IOException.class);
    }

    @Test
    void a_file_replaces_the_one_that_was_there_and_a_link_stays_one() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(200, "", "new"));
        Path file = Files.writeString(temp.resolve("file"), "old");
        Path link = Files.createSymbolicLink(temp.resolve("link"), file);

        assertThat(client(server).objects().get(ObjectRead.of(OBJECT), link)).isEqualTo(3);

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void the_whole_object_in_place_of_a_part_is_an_error() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(200, "", "hello"));

        assertThatThrownBy(() -> read(client(server), ObjectRead.of(OBJECT).part(ByteRange.from(2))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("whole object");
    }

    @Test
    void redirects_end_after_some() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(301, "Location: /v1/objects/b/o\r\n", ""));

        assertThatThrownBy(() -> read(client(server), ObjectRead.of(OBJECT)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("redirects");
        assertThat(server.requests()).hasSizeLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "nonsense:"})
    void a_redirect_to_something_else_is_not_followed(String location) throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(307, "Location: " + location + "\r\n", ""));

        assertThatThrownBy(() -> read(client(server), ObjectRead.of(OBJECT))).isInstanceOf(IOException.class);
    }

    @Test
    void a_list_is_read_page_by_page() throws Exception {
        ScriptedServer server = server(exchange -> {
            boolean first = exchange.takeBody().request().body().contains("\"continuation_token\":\"\"");
            exchange.answer(
                    200,
                    "",
                    first
                            ? "{\"uuid\":\"x\",\"entries\":[{\"name\":\"a\",\"size\":\"2\"}],\"continuation_token\":\"a\"}"
                            : "{\"uuid\":\"x\",\"entries\":[{\"name\":\"b\"}],\"continuation_token\":\"\",\"new\":[{}]}");
        });
        List<ObjectEntry> found = new ArrayList<>();

        client(server).objects().list("b", "p", found::add);

        assertThat(found).containsExactly(new ObjectEntry("a", 2), new ObjectEntry("b", 0));
        assertThat(server.requests().get(1).body())
                .contains("\"prefix\":\"p\"", "\"uuid\":\"x\"", "\"continuation_token\":\"a\"");
    }

    @Test
    void a_list_that_leads_to_itself_ends() throws Exception {
        ScriptedServer server = server(
                exchange -> exchange.takeBody().answer(200, "", "{\"entries\":null,\"continuation_token\":\"a\"}"));

        assertThatThrownBy(() -> client(server).objects().list("b", "", entry -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not end");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[1,", "nothing", "{\"entries\":[{\"name\":\"a\",\"size\":\"many\"}]}"})
    void what_is_not_the_json_expected_is_an_error(String text) throws Exception {
        ScriptedServer server = server(exchange -> exchange.takeBody().answer(200, "", text));

        assertThatThrownBy(() -> client(server).objects().page("b", "", "", 10)).isInstanceOf(IOException.class);
    }

    @Test
    void a_specification_is_sent_in_base64_and_read_back_as_it_was() throws Exception {
        ScriptedServer server = server(exchange -> {
            String sent = exchange.takeBody().request().body();
            exchange.answer(200, "", sent.isEmpty() ? "{\"id\":\"etl-md5\",\"spec\":\"a2luZDogUG9k\"}" : "etl-md5");
        });
        AisClient ais = client(server);

        String id = ais.etl()
                .init(new EtlInit.Spec("etl-md5", bytes("kind: Pod"), Optional.of("hpush://"), Optional.empty()));

        assertThat(id).isEqualTo("etl-md5");
        assertThat(server.requests().get(0).body())
                .isEqualTo("{\"id\":\"etl-md5\",\"communication\":\"hpush://\",\"spec\":\"a2luZDogUG9k\"}");
        assertThat(ais.etl().view("etl-md5").init())
                .isInstanceOfSatisfying(
                        EtlInit.Spec.class, spec -> assertThat(spec.yaml()).isEqualTo(bytes("kind: Pod")));
    }

    @Test
    void a_cluster_that_is_not_there_is_named() {
        AisClient ais = open(AisClient.of(URI.create("http://127.0.0.1:1")));

        assertThatThrownBy(() -> ais.buckets().list())
                .isInstanceOf(ConnectException.class)
                .hasMessage("cannot reach http://127.0.0.1:1: connection refused");
    }

    @Test
    void a_target_that_is_not_there_is_named_with_the_gateway_that_led_to_it() throws Exception {
        ScriptedServer gateway =
                server(exchange -> exchange.answer(301, "Location: http://127.0.0.1:1/v1/objects/b/o\r\n", ""));

        assertThatThrownBy(() -> read(client(gateway), ObjectRead.of(OBJECT)))
                .hasMessage("cannot reach http://127.0.0.1:1: connection refused (redirected there by " + gateway.url()
                        + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "ais://b", "http:///x", "http://h/?x"})
    void what_is_no_endpoint_is_refused(String text) {
        assertThatThrownBy(() -> AisClient.of(URI.create(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:8080");
    }

    @Test
    void a_closed_client_leaves_no_thread_behind() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(200, "", "[]"));
        // Other tests of this JVM have HTTP clients too, whose threads live until they are collected.
        List<Thread> others = clientThreads(List.of());
        AisClient ais = AisClient.of(server.url());
        ais.etl().list();
        assertThat(clientThreads(others)).isNotEmpty();

        ais.close();
        ais.close();

        await().untilAsserted(() -> assertThat(clientThreads(others)).isEmpty());
    }

    private static List<Thread> clientThreads(List<Thread> others) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("HttpClient-")
                        || thread.getName().startsWith("ais-client"))
                .filter(thread -> !others.contains(thread))
                .toList();
    }

    private static String read(AisClient ais, ObjectRead what) throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ais.objects().get(what, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
