package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What properties ask the API: trees in and trees out, read by a reader that is not the server's. */
final class Api {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    final RawClient http;

    Api(RawClient http) {
        this.http = http;
    }

    /** @param body null where it is none */
    record Answer(int code, JsonNode body) {

        static Answer of(HttpResponse<String> response) {
            return new Answer(response.statusCode(), tree(response.body()));
        }

        /** Status and reason, for refusals; the status alone for what went well. */
        String outcome() {
            return code < 300
                    ? Integer.toString(code)
                    : code + " " + body.path("reason").asText();
        }

        String message() {
            return body.path("message").asText();
        }

        String text(String pointer) {
            return body.at(pointer).asText();
        }

        long version() {
            return body.at("/metadata/resourceVersion").asLong();
        }

        Map<String, JsonNode> byName() {
            Map<String, JsonNode> items = new TreeMap<>();
            body.path("items")
                    .forEach(each -> items.put(each.at("/metadata/name").asText(), each));
            return items;
        }
    }

    Answer get(String path) {
        return Answer.of(http.get(path));
    }

    Answer post(String path, Object body) {
        return Answer.of(http.post(path, body.toString()));
    }

    Answer put(String path, Object body) {
        return Answer.of(http.put(path, body.toString()));
    }

    Answer patch(String path, String type, Object body) {
        return Answer.of(http.patch(path, type, body.toString()));
    }

    Answer delete(String path, Object body) {
        return Answer.of(http.delete(path, body.toString()));
    }

    /** The events of a watch, up to the first one that is the last; fewer if it ends before. */
    List<JsonNode> events(String path, Predicate<JsonNode> last) {
        List<JsonNode> events = new ArrayList<>();
        try (Stream<String> lines = http.lines(path)) {
            var each = lines.iterator();
            while (each.hasNext()) {
                JsonNode event = tree(each.next());
                events.add(event);
                if (last.test(event)) {
                    break;
                }
            }
        }
        return events;
    }

    /** A namespace that nobody has used: its path, with a slash at the end. */
    String freshNamespace() {
        String name = "n" + NAMESPACES.incrementAndGet();
        post("/api/v1/namespaces", object("{'metadata':{'name':'" + name + "'}}"));
        return "/api/v1/namespaces/" + name + "/";
    }

    static String query(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Of JSON with single quotes for double ones. */
    static JsonNode object(String text) {
        return tree(text.replace('\'', '"'));
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
