package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

class BucketsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(2, 3);

    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        web = new Web(cluster.url());
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws Exception {
        return JSON.readTree(response.body());
    }

    @Test
    void anyProxyCreatesAndDestroysAndAllSeeItAtOnce() throws Exception {
        Web first = new Web(cluster.proxies().get(0));
        Web second = new Web(cluster.proxies().get(1));
        second.createBucket("shared");
        for (Web proxy : List.of(first, second)) {
            assertThat(proxy.send("HEAD", "/v1/buckets/shared?provider=ais", "").statusCode())
                    .isEqualTo(200);
            assertThat(Web.text(proxy.send("GET", "/v1/buckets?provider=ais", "{\"action\":\"list\"}")))
                    .contains("{\"name\":\"shared\",\"provider\":\"ais\",\"namespace\":{\"uuid\":\"\",\"name\":\"\"}}");
        }
        second.send("PUT", "/v1/objects/shared/o", "x");
        assertThat(second.send("DELETE", "/v1/buckets/shared", "{\"action\":\"destroy-bck\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(first.get("/v1/objects/shared/o").statusCode()).isEqualTo(404);
        first.createBucket("shared");
        assertThat(first.get("/v1/objects/shared/o").statusCode()).isEqualTo(404);
        assertThat(json(first.get("/v1/buckets/shared")).get("entries").isNull())
                .isTrue();
    }

    @Test
    void errorsAreWordedAsClientsLookForThem() throws Exception {
        web.createBucket("twice");
        HttpResponse<byte[]> again = web.send("POST", "/v1/buckets/twice", "{\"action\":\"create-bck\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).get("message").asText()).isEqualTo("bucket \"ais://twice\" already exists");
        HttpResponse<byte[]> missing = web.get("/v1/objects/nope/o?provider=ais");
        assertThat(missing.statusCode()).isEqualTo(404);
        JsonNode error = json(missing);
        assertThat(error.get("message").asText()).isEqualTo("bucket \"ais://nope\" does not exist");
        assertThat(error.get("status").asInt()).isEqualTo(404);
        assertThat(error.get("method").asText()).isEqualTo("GET");
        assertThat(error.get("url_path").asText()).isEqualTo("/v1/objects/nope/o");
        assertThat(error.get("remote_addr").asText()).startsWith("127.0.0.1:");
        assertThat(error.get("node").asText()).matches("p\\[[a-z0-9]{8,}]");
        assertThat(Web.text(missing)).endsWith("}\n\n");
        HttpResponse<byte[]> head = web.send("HEAD", "/v1/buckets/nope", "");
        assertThat(head.statusCode()).isEqualTo(404);
        assertThat(head.headers().firstValue("hdr-error").orElseThrow())
                .contains("bucket \\\"ais://nope\\\" does not exist");
        assertThat(web.get("/v1/objects/twice/none").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /v1/buckets/x%2By,               create-bck,  400, may only contain letters",
        "POST,   /v1/buckets/a..b,                create-bck,  400, may only contain letters",
        "POST,   /v1/buckets/ok?provider=aws,     create-bck,  501, not supported",
        "POST,   /v1/buckets/ok?provider=what,    create-bck,  400, invalid backend provider",
        "POST,   /v1/buckets/ok,                  prefetch-listrange, 501, prefetch-listrange",
        "POST,   /v1/buckets/ok,                  bogus,       400, invalid action",
        "PATCH,  /v1/buckets/ok,                  set-bprops,  400, without a value",
        "PATCH,  /v1/buckets/ok,                  reset-bprops, 404, does not exist",
        "DELETE, /v1/buckets/ok,                  destroy-bck, 404, does not exist",
        "GET,    /v1/buckets/ok/more/items,       list,        400, path is too long",
        "GET,    /v1/buckets/ok?provider=aws,     list,        404, aws://ok",
        "GET,    /v1/objects/ok,                  list,        400, path is too short",
        "GET,    /v1/objects/,                    list,        400, path is too short",
        "GET,    /v1/objects//x,                  list,        400, path is too short",
        "GET,    /v1/nothing,                     list,        400, empty protocol scheme",
        "GET,    /v1/daemon?what=odd,             list,        400, unrecognized what=odd",
        "GET,    /v1/cluster?what=odd,            list,        400, what=odd",
        "GET,    /v1/cluster?what=getxstats,      list,        501, not supported",
        "PUT,    /v1/metasync,                    x,           403, nodes of the cluster"
    })
    void whatIsWrongIsSaid(String method, String path, String action, int status, String words) throws Exception {
        HttpResponse<byte[]> answer = web.send(method, path, "{\"action\":\"" + action + "\"}");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("message").asText()).contains(words);
    }

    @Test
    void aMethodThatThereIsNotIsA405AsJsonThatNamesThose() throws Exception {
        HttpResponse<byte[]> answer = web.send("PUT", "/v1/buckets/x", "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(json(answer).get("message").asText()).contains("PUT", "GET");
        assertThat(answer.headers().firstValue("allow").orElseThrow()).contains("GET");
        assertThat(web.send("OPTIONS", "/v1/buckets/x", "").statusCode()).isEqualTo(200);
        assertThat(web.send("OPTIONS", "/v1/objects/b/x", "").statusCode()).isEqualTo(200);
    }

    @Test
    void propertiesAreThere() throws Exception {
        web.createBucket("props");
        String props = web.send("HEAD", "/v1/buckets/props?provider=ais", "")
                .headers()
                .firstValue("ais-bucket-props")
                .orElseThrow();
        JsonNode json = JSON.readTree(props);
        assertThat(json.get("checksum").get("type").asText()).isEqualTo("xxhash");
        assertThat(json.get("bid").isTextual()).isTrue();
        assertThat(json.get("created").asText()).matches("[0-9]{19}");
    }

    @Test
    void listsComeInPagesInTheOrderOfTheBytes() throws Exception {
        web.createBucket("pages");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            names.add("dir/" + i);
            names.add("o" + i);
        }
        names.addAll(List.of("\uFFEE", "\uD83D\uDE00", "Z", "é"));
        for (String name : names) {
            web.send(
                    "PUT",
                    "/v1/objects/pages/"
                            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"),
                    name);
        }
        for (String prefix : List.of("", "dir/", "o1", "none", "\uD83D\uDE00")) {
            assertThat(list("pages", prefix, 7))
                    .containsExactlyElementsOf(new TreeSet<>(names.stream()
                                    .filter(name -> name.startsWith(prefix))
                                    .toList())
                            .stream()
                                    .sorted((a, b) -> Arrays.compareUnsigned(
                                            a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
                                    .toList());
        }
    }

    private static List<String> list(String bucket, String prefix, int size) throws Exception {
        List<String> names = new ArrayList<>();
        String token = "";
        String uuid = "";
        do {
            String message = JSON.writeValueAsString(Map.of(
                    "action",
                    "list",
                    "value",
                    Map.of(
                            "uuid",
                            uuid,
                            "props",
                            "name,size",
                            "prefix",
                            prefix,
                            "pagesize",
                            size,
                            "flags",
                            "0",
                            "continuation_token",
                            token)));
            JsonNode page = json(web.send("GET", "/v1/buckets/" + bucket + "?provider=ais", message));
            uuid = page.get("uuid").asText();
            assertThat(uuid).matches("[a-z][a-z0-9]{8,}");
            token = page.get("continuation_token").asText();
            page.get("entries").forEach(entry -> {
                assertThat(entry.get("size").isTextual()).isTrue();
                names.add(entry.get("name").asText());
            });
        } while (!token.isEmpty());
        return names;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"action\":\"list\"}", "{\"action\":\"list\",\"value\":null}"})
    void aListWithoutAValueIsAListOfEverything(String body) throws Exception {
        String bucket = "all" + body.length();
        web.createBucket(bucket);
        web.send("PUT", "/v1/objects/" + bucket + "/o", "12345");
        JsonNode entry = json(web.send("GET", "/v1/buckets/" + bucket, body))
                .get("entries")
                .get(0);
        assertThat(entry.get("name").asText()).isEqualTo("o");
        assertThat(entry.get("size").asText()).isEqualTo("5");
        assertThat(entry.get("flags").asInt()).isEqualTo(64);
        assertThat(entry.has("checksum")).isTrue();
        assertThat(entry.has("version")).isFalse();
    }

    @Test
    void whoAsksForMessagePackGetsIt() throws Exception {
        web.createBucket("packed");
        web.send("PUT", "/v1/objects/packed/dir/x", "ab");
        HttpResponse<byte[]> answer = web.send(
                "GET",
                "/v1/buckets/packed",
                "{\"action\":\"list\",\"value\":{\"props\":\"name,size\"}}",
                "Accept",
                "application/msgpack");
        assertThat(answer.headers().firstValue("content-type")).contains("application/msgpack");
        Map<Value, Value> page = MessagePack.newDefaultUnpacker(answer.body())
                .unpackValue()
                .asMapValue()
                .map();
        assertThat(page)
                .containsKeys(
                        ValueFactory.newString("UUID"),
                        ValueFactory.newString("ContinuationToken"),
                        ValueFactory.newString("Flags"));
        assertThat(page.get(ValueFactory.newString("Entries")).toJson())
                .isEqualTo("[{\"n\":\"dir/x\",\"s\":2,\"f\":64}]");
    }

    @Test
    void aNegativePageSizeIsRefused() throws Exception {
        web.createBucket("negative");
        assertThat(web.send("GET", "/v1/buckets/negative", "{\"action\":\"list\",\"value\":{\"pagesize\":-1}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void nodesTellOfThemselvesAndOfTheCluster() throws Exception {
        for (URI proxy : cluster.proxies()) {
            JsonNode map = json(new Web(proxy).get("/v1/daemon?what=smap"));
            assertThat(map.get("tmap")).hasSize(3);
            assertThat(map.get("pmap")).hasSize(2);
            assertThat(map.get("version").isTextual()).isTrue();
            JsonNode net = map.get("proxy_si").get("public_net");
            assertThat(net.get("direct_url").asText()).isEqualTo(cluster.url().toString());
            assertThat(net.get("daemon_port").asText())
                    .isEqualTo(Integer.toString(cluster.url().getPort()));
            assertThat(net.get("node_ip_addr")).isEqualTo(net.get("node_hostname"));
            for (JsonNode target : map.get("tmap")) {
                Web node = new Web(URI.create(
                        target.get("intra_data_net").get("direct_url").asText()));
                assertThat(json(node.get("/v1/daemon?what=snode"))).isEqualTo(target);
                assertThat(json(node.get("/v1/daemon?what=status")).get("capacity"))
                        .hasSize(1);
            }
        }
        for (String what : List.of("smap", "status", "sysinfo", "stats", "config", "bmd")) {
            assertThat(web.get("/v1/daemon?what=" + what).statusCode()).as(what).isEqualTo(200);
        }
        for (String what : List.of("stats", "sysinfo", "target_ips", "cluster_config", "bmd", "remote")) {
            assertThat(web.get("/v1/cluster?what=" + what).statusCode())
                    .as(what)
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyThePrimaryIsReadyToRebalance() throws Exception {
        assertThat(web.get("/v1/health?prr=true").statusCode()).isEqualTo(200);
        Web second = new Web(cluster.proxies().get(1));
        assertThat(second.get("/v1/health?prr=true").statusCode()).isEqualTo(400);
        assertThat(second.get("/v1/health").statusCode()).isEqualTo(200);
        assertThat(second.get("/v1/health?readiness=true").statusCode()).isEqualTo(200);
    }

    @Test
    void aProxyHandsCallsOnToTheNodeThatAHeaderNames() throws Exception {
        String id = cluster.targetIds().get(1);
        JsonNode node = json(web.get("/v1/reverse/daemon?what=snode", "ais-node-id", id));
        assertThat(node.get("daemon_id").asText()).isEqualTo(id);
        assertThat(web.get("/v1/reverse/daemon?what=snode").statusCode()).isEqualTo(400);
        assertThat(web.get("/v1/reverse/daemon?what=snode", "ais-node-id", "unknown1")
                        .statusCode())
                .isEqualTo(404);
    }
}
