package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** YAML from outside, with the limits of {@link Json}. Clients mostly send JSON under its name, which it contains. */
final class Yaml {

    private static final Logger LOG = LoggerFactory.getLogger(Yaml.class);

    private static final ObjectMapper TREES = JsonMapper.builder(YAMLFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Json.DEEPEST)
                            .maxTokenCount(Json.MOST_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Yaml() {}

    /** @throws ApiStatusException 400 if it is not one YAML document with a mapping */
    static ObjectNode parseObject(byte[] body) {
        if (mayBeJson(body)) {
            try {
                return Json.parseObject(body);
            } catch (ApiStatusException e) {
                LOG.debug("not JSON, so it is read as YAML: {}", e.getMessage());
            }
        }
        try {
            refuseAliases(body);
            if (TREES.readTree(body) instanceof ObjectNode object) {
                return object;
            }
            throw ApiStatusException.badRequest("the body must be a YAML mapping");
        } catch (JsonProcessingException e) {
            throw ApiStatusException.badRequest("the body is not YAML: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean mayBeJson(byte[] body) {
        for (byte each : body) {
            if (!Character.isWhitespace(each)) {
                return each == '{';
            }
        }
        return false;
    }

    /** The reader would take an alias for the text of its name. */
    private static void refuseAliases(byte[] body) throws IOException {
        try (YAMLParser parser = (YAMLParser) TREES.createParser(body)) {
            while (parser.nextToken() != null) {
                if (parser.isCurrentAlias()) {
                    throw ApiStatusException.badRequest("the body has a YAML alias (*" + parser.getText()
                            + "), which is not supported: write out what it stands for");
                }
            }
        }
    }
}
