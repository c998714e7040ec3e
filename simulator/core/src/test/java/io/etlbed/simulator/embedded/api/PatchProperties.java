package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Patches of any document have the outcome that their RFCs describe. No kind of Kubernetes has room for any document. */
class PatchProperties {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property(tries = 500)
    void a_merge_patch_is_that_of_RFC_7386(
            @ForAll("objects") Map<String, Object> document, @ForAll("objects") Map<String, Object> patch)
            throws JsonProcessingException {
        JsonNode patched = apply(Patch.MERGE, document, patch);

        assertThat(plain(patched)).isEqualTo(PatchOracle.merge(document, patch));
    }

    @Property(tries = 1000)
    void a_JSON_patch_is_that_of_RFC_6902(
            @ForAll("objects") Map<String, Object> document,
            @ForAll("operations") @Size(min = 1, max = 6) List<Map<String, @Nullable Object>> patch)
            throws JsonProcessingException {
        Object expected = document;
        try {
            for (Map<String, @Nullable Object> operation : patch) {
                expected = PatchOracle.operate(expected, operation);
            }
        } catch (PatchOracle.Refused refused) {
            assertThatThrownBy(() -> apply(Patch.JSON, document, patch))
                    .as("%s of %s is refused: %s", patch, document, refused.getMessage())
                    .isInstanceOfSatisfying(
                            ApiStatusException.class, e -> assertThat(e.code()).isEqualTo(422));
            return;
        }
        assertThat(plain(apply(Patch.JSON, document, patch)))
                .as("%s of %s", patch, document)
                .isEqualTo(expected);
    }

    private static JsonNode apply(String type, Object document, Object patch) throws JsonProcessingException {
        byte[] written = MAPPER.writeValueAsString(patch).getBytes(UTF_8);
        byte[] target = MAPPER.writeValueAsString(document).getBytes(UTF_8);
        return Patch.of(type, written).apply(Json.parseObject(target));
    }

    private static Object plain(JsonNode tree) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, Object.class);
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        return Arbitraries.maps(names(), values(3)).ofMaxSize(4);
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "0", "1", "x/y", "m~n", "");
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> plain =
                Arbitraries.<Object>of("s", "t", 0, 1, true, false, "").injectNull(0.15);
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Object> lists = values(depth - 1).list().ofMaxSize(3).map(each -> each);
        Arbitrary<Object> maps =
                Arbitraries.maps(names(), values(depth - 1)).ofMaxSize(3).map(each -> each);
        return Arbitraries.oneOf(plain, lists, maps);
    }

    @Provide
    Arbitrary<List<Map<String, @Nullable Object>>> operations() {
        Arbitrary<String> steps = Arbitraries.of("a", "b", "0", "1", "2", "-", "x~1y", "m~0n", "", "01", "-1");
        // Never the whole document, which is an object always.
        Arbitrary<String> paths = steps.list().ofMinSize(1).ofMaxSize(3).map(each -> "/" + String.join("/", each));
        return Combinators.combine(
                        Arbitraries.of("add", "add", "remove", "replace", "move", "copy", "test"),
                        paths,
                        paths,
                        values(2))
                .as(PatchProperties::operation)
                .list();
    }

    private static Map<String, @Nullable Object> operation(
            String name, String path, String from, @Nullable Object value) {
        Map<String, @Nullable Object> operation = new LinkedHashMap<>();
        operation.put("op", name);
        operation.put("path", path);
        if (name.equals("move") || name.equals("copy")) {
            operation.put("from", from);
        } else if (!name.equals("remove")) {
            operation.put("value", value);
        }
        return operation;
    }
}
