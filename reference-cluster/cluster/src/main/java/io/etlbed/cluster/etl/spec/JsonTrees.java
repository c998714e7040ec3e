package io.etlbed.cluster.etl.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.YamlValue.YamlList;
import io.etlbed.cluster.etl.spec.YamlValue.YamlMap;
import io.etlbed.cluster.etl.spec.YamlValue.YamlScalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The JSON that a YAML document stands for, every field of it, known to Kubernetes or not (SPEC-17). */
final class JsonTrees {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonTrees() {}

    static JsonNode of(YamlValue value) {
        if (value instanceof YamlMap map) {
            ObjectNode object = JSON.objectNode();
            map.entries().forEach((key, entry) -> object.set(key, of(entry.value())));
            return object;
        }
        if (value instanceof YamlList list) {
            ArrayNode array = JSON.arrayNode();
            list.items().forEach(item -> array.add(of(item)));
            return array;
        }
        return scalar(((YamlScalar) value).value());
    }

    private static JsonNode scalar(@Nullable Object value) {
        if (value instanceof String text) {
            return JSON.textNode(text);
        }
        if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        }
        if (value instanceof Long number) {
            return number == number.intValue() ? JSON.numberNode(number.intValue()) : JSON.numberNode(number);
        }
        if (value instanceof BigInteger number) {
            return JSON.numberNode(number);
        }
        return value instanceof BigDecimal number ? JSON.numberNode(number) : JSON.nullNode();
    }
}
