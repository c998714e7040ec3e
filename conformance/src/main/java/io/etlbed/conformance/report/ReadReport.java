package io.etlbed.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.http.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A report that was written before, as far as it is compared: how each requirement stood, and each check of it.
 *
 * @param lines id, or id and check, to the word and to why
 */
record ReadReport(Map<String, Line> lines) {

    /** Evidence included: a run that fails everywhere stays below. */
    private static final long LARGEST = 256L << 20;

    record Line(String word, String why) {}

    Optional<String> word(String name) {
        return Optional.ofNullable(lines.get(name)).map(Line::word);
    }

    String why(String name) {
        return Optional.ofNullable(lines.get(name)).map(Line::why).orElse("");
    }

    static ReadReport of(Path file) {
        JsonNode root = tree(file);
        if (root.path("format").asInt() != JsonReport.FORMAT
                || !root.path("requirements").isArray()) {
            throw new ConformanceException(file + " is no conformance.json of this format, " + JsonReport.FORMAT);
        }
        Map<String, Line> lines = new LinkedHashMap<>();
        for (JsonNode requirement : root.path("requirements")) {
            String id = requirement.path("id").asText();
            lines.put(id, new Line(requirement.path("verdict").asText(), why(requirement)));
            for (JsonNode check : requirement.path("checks")) {
                lines.put(
                        id + " " + check.path("name").asText(),
                        new Line(check.path("verdict").asText(), why(check)));
            }
        }
        return new ReadReport(lines);
    }

    private static String why(JsonNode node) {
        String text = node.has("found")
                ? node.path("found").asText()
                : node.path("reason").asText("");
        return Printable.oneLine(text, 200);
    }

    private static JsonNode tree(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ConformanceException("there is no file " + file);
            }
            if (Files.size(file) > LARGEST) {
                throw new ConformanceException(file + " is too large for a conformance.json");
            }
            JsonNode tree = new ObjectMapper().readTree(file.toFile());
            if (tree == null || !tree.isObject()) {
                throw new ConformanceException(file + " is no conformance.json");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new ConformanceException(file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ConformanceException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
