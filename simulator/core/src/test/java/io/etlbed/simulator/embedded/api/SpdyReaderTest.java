package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** SPDY frames as a client makes them, read back. */
class SpdyReaderTest {

    private final Deflater deflater = new Deflater();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    /** What was read, a line for each; data in pieces is one line. */
    private static final class Said implements SpdyReader.Listener {
        private final List<String> lines = new ArrayList<>();
        private String data = "";

        @Override
        public void opened(int stream, Map<String, String> headers) {
            lines.add("open " + stream + " " + new TreeMap<>(headers));
        }

        @Override
        public void data(int stream, ByteBuffer piece) {
            data += UTF_8.decode(piece);
        }

        @Override
        public void finished(int stream) {
            lines.add("end " + stream + " after " + data);
        }

        @Override
        public void reset(int stream) {
            lines.add("reset " + stream);
        }

        @Override
        public void ping(int id) {
            lines.add("ping " + id);
        }
    }

    SpdyReaderTest() {
        deflater.setDictionary(SpdyDictionary.bytes());
    }

    @Property(tries = 50)
    void frames_are_read_in_whatever_pieces_they_come(@ForAll @IntRange(min = 1, max = 40) int piece) throws Exception {
        SpdyReaderTest client = new SpdyReaderTest();
        client.open(1, SpdyReader.FIN, Map.of("streamtype", "error", "port", "80", "requestid", "0"));
        client.open(3, 0, Map.of("streamtype", "data", "port", "80", "requestid", "0"));
        client.control(SpdyReader.PING, new byte[] {0, 0, 0, 9});
        client.control(4, new byte[12]);
        client.data(3, 0, "hello ");
        client.data(3, 0, "");
        client.data(3, SpdyReader.FIN, "world");
        client.control(SpdyReader.RST_STREAM, new byte[] {0, 0, 0, 3, 0, 0, 0, 5});
        Said said = new Said();
        SpdyReader reader = new SpdyReader(said);
        byte[] bytes = client.sent.toByteArray();
        for (int at = 0; at < bytes.length; at += piece) {
            reader.read(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }

        assertThat(said.lines)
                .containsExactly(
                        "open 1 {port=80, requestid=0, streamtype=error}",
                        "end 1 after ",
                        "open 3 {port=80, requestid=0, streamtype=data}",
                        "ping 9",
                        "end 3 after hello world",
                        "reset 3");
    }

    @Test
    void the_dictionary_is_that_of_the_specification() {
        Adler32 sum = new Adler32();
        sum.update(SpdyDictionary.bytes());
        assertThat(sum.getValue()).isEqualTo(0xe3c6a7c2L);
    }

    @Test
    void what_the_server_makes_is_read_back() throws Exception {
        SpdyWriter writer = new SpdyWriter();
        SpdyHeaders headers = new SpdyHeaders();
        for (int stream : new int[] {1, 3, 5}) {
            ByteBuffer reply = writer.reply(stream);
            assertThat(reply.getInt()).isEqualTo(0x80030002);
            assertThat(reply.getInt()).isEqualTo(reply.remaining());
            assertThat(reply.getInt()).isEqualTo(stream);
            assertThat(headers.read(reply)).isEmpty();
        }
        Said said = new Said();
        SpdyReader reader = new SpdyReader(said);
        reader.read(SpdyWriter.data(7, "abc".getBytes(UTF_8), 2, true));
        reader.read(SpdyWriter.reset(9, SpdyWriter.REFUSED));
        reader.read(SpdyWriter.ping(11));
        assertThat(said.lines).containsExactly("end 7 after ab", "reset 9", "ping 11");
    }

    @Test
    void what_is_no_spdy_is_refused_and_costs_little() throws Exception {
        assertRefused("GET / HTTP/1.1\r\n".getBytes(UTF_8), null);
        assertRefused(new byte[] {(byte) 0x80, 2, 0, 1, 0, 0, 0, 0}, "another version");
        assertRefused(new byte[] {(byte) 0x80, 3, 0, 1, 0, 1, 0, 0}, "65536 bytes, more than");
        assertRefused(new byte[] {(byte) 0x80, 3, 0, 1, 0, 0, 0, 2, 0, 0}, "ends too early");

        control(SpdyReader.SYN_STREAM, new byte[40]);
        assertRefused(sent.toByteArray(), "not compressed as SPDY/3 says");

        sent.reset();
        open(1, 0, Map.of("a", "x".repeat(1 << 20)));
        assertRefused(sent.toByteArray(), "longer than 16384 bytes");

        sent.reset();
        Deflater another = new Deflater();
        another.setDictionary(SpdyDictionary.bytes());
        control(SpdyReader.SYN_STREAM, block(another, new byte[] {0, 0, 0, 1, 0x7f, 0, 0, 0}, 1));
        assertRefused(sent.toByteArray(), "end too early");
    }

    private static void assertRefused(byte[] bytes, String why) throws ProtocolException {
        Said said = new Said();
        SpdyReader reader = new SpdyReader(said);
        if (why == null) {
            // Looks like data of a stream that nobody knows.
            reader.read(ByteBuffer.wrap(bytes));
        } else {
            assertThatThrownBy(() -> reader.read(ByteBuffer.wrap(bytes)))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(why);
        }
        assertThat(said.lines).isEmpty();
    }

    private void open(int stream, int flags, Map<String, String> headers) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.writeBytes(number(headers.size()));
        headers.forEach((name, value) -> {
            for (String text : List.of(name, value)) {
                plain.writeBytes(number(text.getBytes(UTF_8).length));
                plain.writeBytes(text.getBytes(UTF_8));
            }
        });
        frame(0x80030000 | SpdyReader.SYN_STREAM, flags, block(deflater, plain.toByteArray(), stream));
    }

    private static byte[] block(Deflater deflater, byte[] plain, int stream) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(number(stream));
        body.writeBytes(new byte[6]);
        byte[] compressed = new byte[4096];
        deflater.setInput(plain);
        int count = deflater.deflate(compressed, 0, compressed.length, Deflater.SYNC_FLUSH);
        body.write(compressed, 0, count);
        return body.toByteArray();
    }

    private void control(int type, byte[] body) {
        frame(0x80030000 | type, 0, body);
    }

    private void data(int stream, int flags, String text) {
        frame(stream, flags, text.getBytes(UTF_8));
    }

    private void frame(int word, int flags, byte[] body) {
        sent.writeBytes(number(word));
        sent.writeBytes(number(flags << 24 | body.length));
        sent.writeBytes(body);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
