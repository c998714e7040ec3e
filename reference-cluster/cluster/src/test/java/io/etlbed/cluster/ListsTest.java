package io.etlbed.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.msgpack.core.MessagePack;
import org.msgpack.value.Value;

/** Lists of objects that are not spread over the targets as hashes usually spread them: long stretches of one target alone. */
class ListsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "stretches";
    private static final int STRETCH = 40;

    @RegisterExtension
    static final ClusterOfClass cluster = new ClusterOfClass(1, 3);

    /** The names in their order, each with the target that has it. */
    private static final TreeMap<String, URI> OWNERS = new TreeMap<>();

    private static Web web;

    @BeforeAll
    static void fill() throws Exception {
        web = new Web(cluster.url());
        web.createBucket(BUCKET);
        Map<URI, String> stretches = new HashMap<>();
        Map<URI, Integer> counts = new HashMap<>();
        for (int i = 0; stretches.size() < 3 || counts.values().stream().anyMatch(count -> count < STRETCH); i++) {
            // The beginning of a name says which target has it; whether that is so depends on the rest.
            for (int stretch = 0; stretch < 3; stretch++) {
                String name = "%c/%04d".formatted('a' + stretch, i);
                URI owner = owner(name);
                String mine = stretches.get(owner);
                boolean free = mine == null && !stretches.containsValue(name.substring(0, 1));
                if (free || name.substring(0, 1).equals(mine)) {
                    stretches.put(owner, name.substring(0, 1));
                    if (counts.merge(owner, 1, Integer::sum) <= STRETCH) {
                        put(name);
                        OWNERS.put(name, owner);
                    }
                }
            }
        }
        for (int i = 0; i < STRETCH; i++) {
            String name = "b/mixed/%03d".formatted(i);
            put(name);
            OWNERS.put(name, owner(name));
        }
    }

    private static URI owner(String name) throws Exception {
        URI location = URI.create(web.stay("GET", "/v1/objects/" + BUCKET + "/" + name, new byte[0])
                .headers()
                .firstValue("location")
                .orElseThrow());
        return URI.create(location.getScheme() + "://" + location.getAuthority());
    }

    private static void put(String name) throws Exception {
        assertThat(web.send("PUT", "/v1/objects/" + BUCKET + "/" + name, name).statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<byte[]> page(Web node, String accept, String token, int size) throws Exception {
        String message = "{\"action\":\"list\",\"value\":{\"props\":\"name,size,version,target_url\",\"pagesize\":"
                + size + ",\"continuation_token\":\"" + token + "\"}}";
        return node.send("GET", "/v1/buckets/" + BUCKET, message, "Accept", accept);
    }

    private static List<String> names(Web node, int size) throws Exception {
        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    JSON.readTree(page(node, "application/json", token, size).body());
            int count = 0;
            for (JsonNode entry : page.path("entries")) {
                names.add(entry.path("name").asText());
                count++;
            }
            token = page.path("continuation_token").asText();
            assertThat(count).as("entries of a page").isLessThanOrEqualTo(size);
            if (!token.isEmpty()) {
                assertThat(count).as("entries of a page that is not the last").isEqualTo(size);
                assertThat(token).isEqualTo(names.get(names.size() - 1));
            }
        } while (!token.isEmpty());
        return names;
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 39, 40, 41, 80, 160, 161, 10_000})
    void a_page_is_full_and_in_order_however_the_names_are_spread(int size) throws Exception {
        assertThat(names(web, size)).containsExactlyElementsOf(OWNERS.keySet());
    }

    @Test
    void a_target_lists_what_it_has() throws Exception {
        for (URI target : OWNERS.values().stream().distinct().toList()) {
            assertThat(names(new Web(target), 40))
                    .containsExactlyElementsOf(OWNERS.keySet().stream()
                            .filter(name -> OWNERS.get(name).equals(target))
                            .toList());
        }
    }

    @Test
    void both_forms_tell_the_same() throws Exception {
        JsonNode json = JSON.readTree(page(web, "application/json", "", 100).body());
        Map<String, Value> packed = keys(MessagePack.newDefaultUnpacker(
                        page(web, "application/msgpack", "", 100).body())
                .unpackValue());
        assertThat(packed.get("ContinuationToken").asStringValue().asString())
                .isEqualTo(json.path("continuation_token").asText());
        List<Value> entries = packed.get("Entries").asArrayValue().list();
        assertThat(entries).hasSize(100);
        for (int i = 0; i < entries.size(); i++) {
            Map<String, Value> entry = keys(entries.get(i));
            JsonNode same = json.path("entries").get(i);
            String name = same.path("name").asText();
            assertThat(entry.get("n").asStringValue().asString()).isEqualTo(name);
            assertThat(entry.get("s").asIntegerValue().asInt())
                    .isEqualTo(same.path("size").asInt())
                    .isEqualTo(name.getBytes(StandardCharsets.UTF_8).length);
            assertThat(entry.get("v").asStringValue().asString())
                    .isEqualTo(same.path("version").asText())
                    .isEqualTo("1");
            assertThat(entry.get("t").asStringValue().asString())
                    .isEqualTo(same.path("target_url").asText())
                    .isEqualTo(OWNERS.get(name).toString());
            assertThat(entry.get("f").asIntegerValue().asInt())
                    .isEqualTo(same.path("flags").asInt())
                    .isEqualTo(64);
            assertThat(entry).containsOnlyKeys("n", "s", "v", "t", "f");
            assertThat(same).hasSize(5);
        }
    }

    private static Map<String, Value> keys(Value map) {
        Map<String, Value> keys = new HashMap<>();
        map.asMapValue()
                .map()
                .forEach((key, value) -> keys.put(key.asStringValue().asString(), value));
        return keys;
    }
}
