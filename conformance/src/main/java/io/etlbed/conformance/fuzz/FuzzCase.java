package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.ConformanceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One thing to try, and what is to come of it, as JSON: so it can be kept, and tried again anywhere.
 *
 * @param kind what it is an example of, such as {@code SPEC-07+SPEC-13}
 * @param input what is sent; its shape is the judge's affair
 * @param expected violations that are to be reported, and no other
 */
record FuzzCase(FuzzTarget target, String kind, ObjectNode input, List<Violated> expected) {

    /** In ASCII: what is no text at all, such as half a character, is kept as it is. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    FuzzCase {
        expected = List.copyOf(expected);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** @throws ConformanceException if the text is no case */
    static FuzzCase parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            FuzzTarget target = FuzzTarget.of(json.path("target").asText())
                    .orElseThrow(() -> new ConformanceException(
                            "a case of fuzzing names its \"target\": one of " + FuzzTarget.words() + ", not '"
                                    + json.path("target").asText() + "'"));
            if (!(json.path("input") instanceof ObjectNode input)) {
                throw new ConformanceException("a case of fuzzing has an object \"input\"");
            }
            List<Violated> expected = new ArrayList<>();
            for (JsonNode each : json.path("expected")) {
                expected.add(new Violated(
                        each.path("rule").asText(),
                        each.path("path").asText(),
                        each.path("line").asInt(),
                        each.path("column").asInt()));
            }
            return new FuzzCase(target, json.path("kind").asText("kept"), input, expected);
        } catch (JsonProcessingException e) {
            throw new ConformanceException("a case of fuzzing is JSON: " + e.getOriginalMessage(), e);
        }
    }

    String text() {
        ObjectNode json = object();
        json.put("target", target.word());
        json.put("kind", kind);
        json.set("input", input);
        ArrayNode list = json.putArray("expected");
        for (Violated each : expected) {
            ObjectNode one = list.addObject().put("rule", each.rule()).put("path", each.path());
            if (each.line() > 0) {
                one.put("line", each.line()).put("column", each.column());
            }
        }
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same for the same case; letters and digits. */
    String id() {
        return UUID.nameUUIDFromBytes(text().getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    FuzzCase with(FuzzTarget other) {
        return new FuzzCase(other, kind, input, expected);
    }
}
