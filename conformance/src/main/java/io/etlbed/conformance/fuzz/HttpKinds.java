package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Requests to a gateway: of the API, with members of the wrong kind, names that are none, and what is no HTTP. What would end a node or
 * touch what is another's is not among them.
 */
final class HttpKinds {

    /** Of requests that are no HTTP. */
    static final String MALFORMED = "malformed";

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS", "BREW");
    private static final List<String> NAMES = List.of(
            "fuzz-bucket",
            "fuzz-none",
            "",
            ".",
            "..",
            "%2e%2e",
            "%2F",
            "%00",
            "%",
            "%zz",
            "a%20b",
            "%F0%9F%98%80",
            "%ff",
            "fuzz-" + "x".repeat(300),
            "fuzz-" + "y".repeat(5000),
            "*",
            "~",
            "@#",
            "fuzz;a=b");
    private static final List<String> QUERIES = List.of(
            "",
            "?",
            "?uuid=no-such-etl",
            "?uuid=",
            "?uuid=%00",
            "?what=smap",
            "?what=nonsense",
            "?what",
            "?provider=ais",
            "?provider=nonsense",
            "?namespace=%23x",
            "?a=b&a=c&&=&%=",
            "?bck_to=nonsense",
            "?" + "z=1&".repeat(500));
    private static final List<String> BODIES = List.of(
            "",
            "{",
            "[]",
            "null",
            "5",
            "\"text\"",
            "{}",
            "{\"action\":\"create-bck\"}",
            "{\"action\":\"list\",\"value\":5}",
            "{\"action\":\"list\",\"value\":{\"pagesize\":-1}}",
            "{\"action\":\"list\",\"value\":{\"continuation_token\":{}}}",
            "{\"action\":\"etl-bck\",\"name\":5}",
            "{\"action\":\"etl-bck\",\"name\":\"fuzz-to\",\"value\":{\"id\":\"no-such-etl\"}}",
            "{\"action\":\"copy-bck\",\"name\":\"..\",\"value\":[]}",
            "{\"action\":\"copy-listrange\",\"value\":{\"template\":\"{0..999999999999}\"}}",
            "{\"action\":\"set-bprops\",\"value\":{\"checksum\":5}}",
            "{\"action\":\"nonsense\"}",
            "{\"action\":null}",
            "{\"action\":\"list\",\"action\":\"create-bck\"}",
            "{\"id\":[],\"spec\":{}}",
            "{\"id\":\"a\\u0000b\",\"spec\":\"x\"}",
            "{\"code\":\"x\",\"runtime\":{}}",
            "{\"a\":".repeat(2000),
            "\u0000\u0001\u0002",
            "x".repeat(100_000));

    private HttpKinds() {}

    static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        kinds.add(area("buckets", names().map(name -> "/v1/buckets/" + name)));
        kinds.add(area(
                "objects",
                Combinators.combine(names(), names()).as((bucket, object) -> "/v1/objects/" + bucket + "/" + object)));
        kinds.add(area(
                "etl",
                Combinators.combine(
                                names().filter(name -> !name.isEmpty()),
                                Arbitraries.of(
                                        "", "/stop", "/start", "/logs", "/health", "/metrics", "/nonsense", "//"))
                        .as((name, below) -> "/v1/etl/" + name + below)));
        kinds.add(area("init", Arbitraries.of("/v1/etl", "/v1/etl/", "/v1//etl", "//v1/etl")));
        kinds.add(area(
                "nodes", Arbitraries.of("/v1/daemon", "/v1/daemon/", "/v1/health", "/v1/cluster", "/v1/reverse/x")));
        kinds.add(area("elsewhere", names().map(name -> "/" + name)));
        kinds.add(new Kind(MALFORMED, malformed()));
        return kinds;
    }

    private static Arbitrary<String> names() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(NAMES)),
                Tuple.of(1, Arbitraries.strings().ascii().ofMaxLength(8).map(HttpKinds::encoded)));
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder("fuzz");
        text.chars().forEach(c -> encoded.append(String.format("%%%02x", c)));
        return encoded.toString();
    }

    private static Kind area(String name, Arbitrary<String> paths) {
        Arbitrary<String> methods = Arbitraries.of(METHODS);
        Arbitrary<String> headers = Arbitraries.of(
                "",
                "Range: bytes=5-2\r\n",
                "Range: bytes=-\r\n",
                "Range: lines=1-2\r\n",
                "Content-Type: text/plain\r\n",
                "Accept: application/msgpack\r\n",
                "Expect: nonsense\r\n",
                "X-" + "A".repeat(60) + ": " + "b".repeat(3000) + "\r\n",
                "If-None-Match: \"\r\n");
        return new Kind(
                name,
                Combinators.combine(methods, paths, Arbitraries.of(QUERIES), headers, Arbitraries.of(BODIES))
                        .as((method, path, query, header, body) -> {
                            int length = body.getBytes(StandardCharsets.UTF_8).length;
                            String head =
                                    method + " " + path + query + " HTTP/1.1\r\nHost: fuzz\r\nConnection: close\r\n"
                                            + header + "Content-Length: " + length + "\r\n\r\n";
                            return request(name, head + body);
                        }));
    }

    private static Arbitrary<FuzzCase> malformed() {
        Arbitrary<String> texts = Arbitraries.of(
                "\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\nHost: x\r\n: empty\r\n\r\n",
                "PUT /v1/etl HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "PUT /v1/etl HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "PUT /v1/etl HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "PUT /v1/etl HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n0\r\n\r\n",
                "PUT /v1/etl HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
                "GET /v1/health HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(70_000) + "\r\n\r\n",
                "GET /" + "z".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        return Combinators.combine(texts, Arbitraries.integers().between(0, 5))
                .as((text, noise) -> request(MALFORMED, "\r\n".repeat(noise > 4 ? 1 : 0) + text));
    }

    private static FuzzCase request(String kind, String text) {
        ObjectNode input = FuzzCase.object().put("request", text);
        return new FuzzCase(FuzzTarget.HTTP, kind, input, List.of());
    }
}
