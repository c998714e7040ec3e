package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 3);

    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web(cluster.url());
        web.createBucket("abc");
    }

    @Test
    void anObjectComesBackAsItWasPut() throws Exception {
        byte[] data = Web.bytes(300_000, 1);
        assertThat(web.send("PUT", "/v1/objects/abc/o1?provider=ais", data).statusCode())
                .isEqualTo(200);
        HttpResponse<byte[]> got = web.get("/v1/objects/abc/o1");
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.body()).isEqualTo(data);
        assertThat(got.headers().firstValue("ais-version")).contains("1");
    }

    @Test
    void theChecksumIsTheDocumentedOne() throws Exception {
        web.send("PUT", "/v1/objects/abc/sum", "0123456789\n");
        HttpResponse<byte[]> head = web.send("HEAD", "/v1/objects/abc/sum", "");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("ais-checksum-value")).contains("05967d5390ac53b0");
        assertThat(head.headers().firstValue("content-length")).contains("11");
        assertThat(head.headers().firstValue("ais-name")).contains("sum");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "dir/sub/file.txt",
                "a b",
                "a%20b",
                "100%25",
                "a+b",
                "a?b=c",
                "a#b",
                "a&b<c>\"d'",
                "äöü/日本/😀",
                "a//b",
                "trailing/",
                ".hidden",
                "..hidden/...",
                "new\nline",
                "back\\slash",
                "x;y=z,{}|^`"
            })
    void aNameSurvivesByteForByte(String name) throws Exception {
        String path = "/v1/objects/abc/" + encoded(name);
        byte[] data = name.getBytes(StandardCharsets.UTF_8);
        assertThat(web.send("PUT", path, data).statusCode()).isEqualTo(200);
        assertThat(web.get(path).body()).isEqualTo(data);
        assertThat(web.get(path.replace("/abc/", "/abc%2F".substring(0, 4) + "/"))
                        .body())
                .isEqualTo(data);
        HttpResponse<byte[]> list = web.send(
                "GET",
                "/v1/buckets/abc",
                "{\"action\":\"list\",\"value\":{\"props\":\"name\",\"prefix\":" + JSON.writeValueAsString(name)
                        + "}}");
        assertThat(JSON.readTree(list.body()).get("entries").get(0).get("name").asText())
                .isEqualTo(name);
    }

    /** Some of these names belong on the same target, some on others. */
    @ParameterizedTest
    @ValueSource(strings = {"new", "dir/new", "a//b", "a?b=c", "100%25", "x1", "x2", "x3", "x4", "new\nline"})
    void anObjectIsRenamedWithEveryByteOfItsNames(String name) throws Exception {
        byte[] data = Web.bytes(100_000, name.hashCode());
        String old = "/v1/objects/abc/" + encoded("old of " + name);
        assertThat(web.send("PUT", old, data).statusCode()).isEqualTo(200);
        HttpResponse<byte[]> answer = rename(old, "moved/" + name);

        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(web.get(old).statusCode()).isEqualTo(404);
        assertThat(web.get("/v1/objects/abc/" + encoded("moved/" + name)).body())
                .isEqualTo(data);
    }

    @Test
    void aRenamedObjectTakesThePlaceOfAnother() throws Exception {
        web.send("PUT", "/v1/objects/abc/first", "first");
        web.send("PUT", "/v1/objects/abc/second", "second");

        assertThat(rename("/v1/objects/abc/first", "second").statusCode()).isEqualTo(200);
        assertThat(Web.text(web.get("/v1/objects/abc/second"))).isEqualTo("first");
    }

    @Test
    void aRenameThatCannotBeLeavesTheObjectWhereItIs() throws Exception {
        web.send("PUT", "/v1/objects/abc/stays", "stays");

        assertRefused(rename("/v1/objects/abc/stays", "stays"), 400, "onto itself");
        assertRefused(rename("/v1/objects/abc/stays", ""), 400, "may not be empty");
        assertRefused(rename("/v1/objects/abc/stays", "../stays"), 400, "is invalid");
        assertRefused(rename("/v1/objects/abc/none", "some"), 404, "abc/none does not exist");
        assertRefused(web.send("POST", "/v1/objects/abc/stays", "{\"action\":\"shrink\"}"), 400, "invalid action");
        assertRefused(web.send("POST", "/v1/objects/abc/stays", "{\"action\":\"promote\"}"), 501, "not supported");
        assertRefused(web.send("POST", "/v1/objects/abc/stays", ""), 400, "expected a JSON body");
        assertThat(Web.text(web.get("/v1/objects/abc/stays"))).isEqualTo("stays");
    }

    private static HttpResponse<byte[]> rename(String path, String name) throws Exception {
        return web.send(
                "POST",
                path + "?provider=ais",
                "{\"action\":\"rename-obj\",\"name\":" + JSON.writeValueAsString(name) + "}");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, String why) {
        assertThat(answer.statusCode()).as(Web.text(answer)).isEqualTo(status);
        assertThat(Web.text(answer)).contains(why);
    }

    private static String encoded(String name) {
        StringBuilder out = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || b == '/' || b == '.';
            out.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b));
        }
        return out.toString();
    }

    @Test
    void proxiesRedirectWithAReachableLocationAndATextThatNamesTheOption() throws Exception {
        for (URI proxy : cluster.proxies()) {
            HttpResponse<byte[]> get =
                    new Web(proxy).stay("GET", "/v1/objects/abc/some%20one?provider=ais", new byte[0]);
            assertThat(get.statusCode()).isEqualTo(301);
            assertThat(Web.text(get)).contains("curl -L");
            assertThat(get.headers().firstValue("location").orElseThrow())
                    .contains("/v1/objects/abc/some%20one?provider=ais&pid=")
                    .contains("&utm=");
            assertThat(new Web(proxy)
                            .stay("PUT", "/v1/objects/abc/x", new byte[10])
                            .statusCode())
                    .isEqualTo(307);
        }
    }
}
