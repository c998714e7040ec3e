package io.etlbed.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Objects that clients put together piece by piece. */
class AppendTest {

    private static final int PIECES = 5;
    private static final int SIZE = 300_000;

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 3);

    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web(cluster.url());
        web.createBucket("b");
    }

    private static String path(String object, String type, String handle) {
        return "/v1/objects/b/" + object + "?provider=ais&append_type=" + type + "&append_handle="
                + URLEncoder.encode(handle, UTF_8);
    }

    private static String append(String object, String handle, byte[] piece) throws Exception {
        HttpResponse<byte[]> answer = web.send("PUT", path(object, "append", handle), piece);
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        return answer.headers().firstValue("Ais-Append-Handle").orElseThrow();
    }

    private static long filesOfUploads() throws Exception {
        try (Stream<Path> files = Files.walk(cluster.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("upload-"))
                    .count();
        }
    }

    @Test
    void pieces_are_an_object_when_they_are_flushed_and_not_before() throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String handle = "";
        for (int i = 0; i < PIECES; i++) {
            byte[] piece = Web.bytes(SIZE + i, i);
            all.write(piece);
            handle = append("whole", handle, piece);
        }
        assertThat(web.get("/v1/objects/b/whole").statusCode()).isEqualTo(404);

        HttpResponse<byte[]> flushed = web.send("PUT", path("whole", "flush", handle), new byte[0]);

        assertThat(flushed.statusCode()).as(Web.text(flushed)).isEqualTo(200);
        assertThat(web.get("/v1/objects/b/whole").body()).isEqualTo(all.toByteArray());
        assertThat(web.get("/v1/objects/b/whole").headers().firstValue("ais-version"))
                .contains("1");
        assertThat(web.send("PUT", path("whole", "flush", handle), new byte[0]).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_checksum_that_is_another_leaves_the_pieces_for_another_try() throws Exception {
        String handle = append("checked", "", "hel".getBytes(UTF_8));
        append("checked", handle, "lo\n".getBytes(UTF_8));
        HttpResponse<byte[]> wrong = web.send(
                "PUT",
                path("checked", "flush", handle),
                new byte[0],
                "ais-checksum-type",
                "xxhash",
                "ais-checksum-value",
                "e4c191d091bd8854");
        assertThat(Web.text(wrong)).contains("BAD DATA CHECKSUM");
        assertThat(web.get("/v1/objects/b/checked").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> right = web.send(
                "PUT",
                path("checked", "flush", handle),
                new byte[0],
                "ais-checksum-type",
                "xxhash",
                "ais-checksum-value",
                "e4c191d091bd8853");
        assertThat(right.statusCode()).as(Web.text(right)).isEqualTo(200);
        assertThat(Web.text(web.get("/v1/objects/b/checked"))).isEqualTo("hello\n");
    }

    @Test
    void a_piece_that_breaks_off_leaves_those_before_it() throws Exception {
        String handle = append("broken", "", "first,".getBytes(UTF_8));
        URI target = URI.create(web.stay("PUT", path("broken", "append", handle), new byte[0])
                .headers()
                .firstValue("Location")
                .orElseThrow());
        try (Socket socket = new Socket(target.getHost(), target.getPort())) {
            socket.getOutputStream()
                    .write(("PUT " + target.getRawPath() + "?" + target.getRawQuery() + " HTTP/1.1\r\nHost: x\r\n"
                                    + "Content-Length: 1000\r\n\r\nonly some of it")
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
        }
        // Until the target has noticed, the handle is in use.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> web.send("PUT", path("broken", "append", handle), "second".getBytes(UTF_8))
                                .statusCode()
                        == 200);
        web.send("PUT", path("broken", "flush", handle), new byte[0]);
        assertThat(Web.text(web.get("/v1/objects/b/broken"))).isEqualTo("first,second");
        await().atMost(Duration.ofSeconds(20)).until(() -> filesOfUploads() == 0);
    }

    @Test
    void what_cannot_be_is_refused() throws Exception {
        String handle = append("one", "", "x".getBytes(UTF_8));
        assertThat(web.send("PUT", path("another", "append", handle), "y").statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> none = web.send("PUT", path("one", "flush", ""), new byte[0]);
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(Web.text(none)).contains("append handle not provided");
        HttpResponse<byte[]> unknown = web.send("PUT", path("one", "prepend", handle), "y");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(Web.text(unknown)).contains("expected append or flush");
        assertThat(web.send("PUT", path("one", "flush", handle), new byte[0]).statusCode())
                .isEqualTo(200);
    }
}
