package io.etlbed.cluster.etl.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * SPEC-01 for the fields that no other rule looks at: each has the type that Kubernetes gives it. A number where a string
 * belongs is refused by Kubernetes on every target; here it is said at once, with its line.
 */
final class PodTypes {

    private static final int MOST_REPORTED = 20;

    private static final ObjectMapper STRICT = strict();

    private PodTypes() {}

    private static ObjectMapper strict() {
        JsonMapper.Builder mapper = JsonMapper.builder()
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        for (CoercionInputShape shape :
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            mapper.withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
        }
        return mapper.build();
    }

    static Pod pod(JsonNode json) throws JsonProcessingException {
        return STRICT.treeToValue(json, Pod.class);
    }

    /** Takes what is wrong out of {@code json}, one by one, until the rest is a Pod. */
    static List<Violation> check(ObjectNode json, Cursor document) {
        List<Violation> violations = new ArrayList<>();
        while (violations.size() < MOST_REPORTED) {
            try {
                pod(json);
                return violations;
            } catch (JsonMappingException e) {
                violations.add(violation(e, document));
                if (!remove(json, e.getPath())) {
                    return violations;
                }
            } catch (JsonProcessingException e) {
                violations.add(document.violation(
                        "SPEC-01", "a Pod", Optional.of(Texts.shorten(String.valueOf(e.getOriginalMessage())))));
                return violations;
            }
        }
        return violations;
    }

    private static Violation violation(JsonMappingException e, Cursor document) {
        Cursor field = document;
        for (JsonMappingException.Reference step : e.getPath()) {
            field = step.getFieldName() == null ? field.item(step.getIndex()) : field.field(step.getFieldName());
        }
        Class<?> type = e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? mismatch.getTargetType()
                : Number.class;
        Optional<String> hint = type == String.class && !field.isMap() && !field.isList()
                ? Optional.of("put it in quotes")
                : Optional.empty();
        return field.violation("SPEC-01", expected(type), hint);
    }

    private static String expected(Class<?> type) {
        if (type == String.class) {
            return "a string";
        }
        if (type == Boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type)) {
            // Where no type is told, a number was outside the range of its type.
            return "a whole number that its field can hold";
        }
        if (Iterable.class.isAssignableFrom(type)) {
            return "a list";
        }
        return "a mapping (Kubernetes type " + type.getSimpleName() + ")";
    }

    private static boolean remove(JsonNode json, List<JsonMappingException.Reference> path) {
        JsonNode parent = json;
        for (JsonMappingException.Reference step : path.subList(0, Math.max(0, path.size() - 1))) {
            parent = step.getFieldName() == null ? parent.path(step.getIndex()) : parent.path(step.getFieldName());
        }
        if (path.isEmpty()) {
            return false;
        }
        JsonMappingException.Reference last = path.get(path.size() - 1);
        if (parent instanceof ObjectNode object && last.getFieldName() != null) {
            return object.remove(last.getFieldName()) != null;
        }
        if (parent instanceof ArrayNode array && array.has(last.getIndex())) {
            // Not removed: the positions of the others are still needed.
            array.setNull(last.getIndex());
            return true;
        }
        return false;
    }
}
