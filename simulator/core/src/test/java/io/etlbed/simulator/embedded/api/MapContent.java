package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What users decide of a config map, in the oracle's own terms. */
record MapContent(Map<String, String> labels, Map<String, String> data, List<String> finalizers) {

    MapContent {
        labels = Map.copyOf(labels);
        data = Map.copyOf(data);
        finalizers = List.copyOf(finalizers);
    }

    static MapContent of(JsonNode map) {
        List<String> finalizers = new ArrayList<>();
        map.at("/metadata/finalizers").forEach(each -> finalizers.add(each.asText()));
        return new MapContent(texts(map.at("/metadata/labels")), texts(map.path("data")), finalizers);
    }

    MapContent withFinalizers(List<String> others) {
        return new MapContent(labels, data, others);
    }

    /** The whole object, as a client writes it. */
    ObjectNode toObject(String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", "ConfigMap").put("apiVersion", "v1");
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        labels.forEach(metadata.putObject("labels")::put);
        ArrayNode listed = metadata.putArray("finalizers");
        finalizers.forEach(listed::add);
        data.forEach(object.putObject("data")::put);
        return object;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }
}
