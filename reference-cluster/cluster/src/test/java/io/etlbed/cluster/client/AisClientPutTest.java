package io.etlbed.cluster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What becomes of the body of a PUT on nodes that redirect, refuse or close. */
class AisClientPutTest extends ScriptedNodes {

    @Test
    void a_put_follows_its_redirect_and_sends_the_body_only_to_the_target() throws Exception {
        ScriptedServer target = server(exchange -> exchange.takeBody().answer(200, "", ""));
        ScriptedServer gateway = server(exchange -> {
            exchange.answer(
                    307, "Location: " + target.url() + "/v1/objects/b/o?pid=p&utm=1\r\nConnection: close\r\n", "");
            exchange.close();
        });

        client(gateway).objects().put(OBJECT, ObjectBody.of(bytes("hello")));

        assertThat(gateway.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("PUT /v1/objects/b/o?provider=ais HTTP/1.1");
            assertThat(request.body()).isEmpty();
        });
        assertThat(target.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("PUT /v1/objects/b/o?pid=p&utm=1 HTTP/1.1");
            assertThat(request.body()).isEqualTo("hello");
        });
    }

    @Test
    void a_stream_of_unknown_length_survives_a_redirect_that_comes_before_its_first_byte() throws Exception {
        ScriptedServer target = server(exchange -> exchange.takeBody().answer(200, "", ""));
        ScriptedServer gateway = server(exchange -> {
            exchange.answer(307, "Location: " + target.url() + "/v1/objects/b/o\r\nConnection: close\r\n", "");
            exchange.close();
        });

        client(gateway)
                .objects()
                .put(OBJECT, ObjectBody.of(new ByteArrayInputStream(bytes("once")), ObjectBody.UNKNOWN));

        assertThat(target.requests().get(0).body()).isEqualTo("once");
    }

    @Test
    void a_stream_that_was_read_cannot_be_sent_again() throws Exception {
        ScriptedServer target = server(exchange -> exchange.takeBody().answer(200, "", ""));
        ScriptedServer greedy = server(
                exchange -> exchange.takeBody().answer(307, "Location: " + target.url() + "/v1/objects/b/o\r\n", ""));

        ObjectBody once = ObjectBody.of(new ByteArrayInputStream(bytes("once")), 4);
        assertThatThrownBy(() -> client(greedy).objects().put(OBJECT, once))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be sent again");

        client(greedy).objects().put(OBJECT, ObjectBody.of(bytes("twice")));
        assertThat(target.requests()).extracting(ScriptedServer.Request::body).containsExactly("twice");
    }

    @Test
    void who_listens_hears_of_each_byte_once_also_where_they_are_sent_twice() throws Exception {
        ScriptedServer target = server(exchange -> exchange.takeBody().answer(200, "", ""));
        ScriptedServer greedy = server(
                exchange -> exchange.takeBody().answer(307, "Location: " + target.url() + "/v1/objects/b/o\r\n", ""));
        AtomicLong told = new AtomicLong();
        TransferListener listener = new TransferListener() {
            @Override
            public void begins(OptionalLong length) {
                assertThat(length).hasValue(5);
            }

            @Override
            public void moved(long bytes) {
                told.addAndGet(bytes);
            }
        };

        client(greedy).objects().put(OBJECT, listener.hearing(ObjectBody.of(bytes("twice"))));

        assertThat(told).hasValue(5);
    }

    @Test
    void a_refusal_is_heard_before_the_body_is_sent() throws Exception {
        ScriptedServer server = server(exchange -> exchange.answer(404, "", "{\"message\":\"no such bucket\"}"));

        assertThatThrownBy(() -> client(server).objects().put(OBJECT, ObjectBody.of(new byte[1 << 20])))
                .isInstanceOfSatisfying(
                        AisException.class, e -> assertThat(e.status()).isEqualTo(404))
                .hasMessage("no such bucket");
        assertThat(server.requests().get(0).body()).isEmpty();
    }

    @Test
    void a_node_that_closes_under_the_body_is_asked_for_its_reason() throws Exception {
        ScriptedServer server = server(exchange -> {
            exchange.raw("HTTP/1.1 100 Continue\r\n\r\n");
            exchange.answer(507, "Transfer-Encoding: chunked\r\n", "");
            exchange.close();
        });

        assertThatThrownBy(() -> client(server).objects().put(OBJECT, ObjectBody.of(new byte[64 << 20])))
                .isInstanceOfAny(AisException.class, IOException.class);
    }

    @Test
    void a_file_that_grows_while_it_is_sent_is_not_stored_in_part() throws Exception {
        ScriptedServer server = server(exchange -> exchange.takeBody().answer(200, "", ""));
        ObjectBody grown = new ReopenableBody(3, () -> new ByteArrayInputStream(bytes("four")));

        assertThatThrownBy(() -> client(server).objects().put(OBJECT, grown)).hasMessageContaining("has changed");
        assertThatThrownBy(() -> client(server)
                        .objects()
                        .put(OBJECT, new ReopenableBody(5, () -> new ByteArrayInputStream(bytes("four")))))
                .hasMessageContaining("has changed");
        assertThat(server.requests()).isEmpty();
    }
}
