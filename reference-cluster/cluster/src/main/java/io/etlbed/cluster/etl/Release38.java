package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.control.ControlRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What clients of AIStore 3.8 send, in the words of the releases after it. Theirs are paths that name what is to be done
 * first, {@code /v1/etl/logs/ETL_ID}; no ETL_ID is as short as those words, but for {@code health}.
 */
final class Release38 {

    private static final Set<String> VIEWS = Set.of("logs", "health");

    /** Members of its init message, and the later names. */
    private static final Map<String, String> MEMBERS =
            Map.of("communication_type", "communication", "wait_timeout", "timeout");

    private Release38() {}

    /** The request as later clients write it; the same where it is one of theirs. */
    static ControlRequest later(ControlRequest request) {
        List<String> items = EtlPath.of(request).items();
        String first = items.isEmpty() ? "" : items.get(0);
        return switch (request.method() + " " + first) {
            // The SDK of 2021 says init.
            case "POST init", "POST init_spec" -> items.size() > 1 ? request : init(request, spec(request.body()));
            case "POST init_code" -> items.size() > 1 ? request : init(request, code(request.body()));
            case "GET list" -> items.size() > 1 ? request : request.at(path());
            case "GET logs", "GET health" ->
                items.size() < 2 || VIEWS.contains(items.get(1)) ? request : request.at(path(reordered(items)));
            // It knows no start: what is stopped may be initialised again.
            case "DELETE stop" -> items.size() != 2 ? request : request.at(path(items.get(1)));
            default -> request;
        };
    }

    private static ControlRequest init(ControlRequest request, ObjectNode message) {
        return new ControlRequest(
                "PUT", path(), request.query(), request.headers(), Json.bytes(message), request.remoteAddress());
    }

    /** The body is the specification itself, and its name the ETL_ID. */
    private static ObjectNode spec(byte[] yaml) {
        return Json.object().put("spec", Base64.getEncoder().encodeToString(yaml));
    }

    private static ObjectNode code(byte[] body) {
        ObjectNode message = Json.object(body, "the init message");
        MEMBERS.forEach((name, later) -> {
            JsonNode value = message.remove(name);
            if (value != null) {
                message.set(later, value);
            }
        });
        return message;
    }

    private static String[] reordered(List<String> items) {
        List<String> later = new ArrayList<>(items);
        later.set(0, items.get(1));
        later.set(1, items.get(0));
        return later.toArray(String[]::new);
    }

    private static List<String> path(String... items) {
        List<String> path = new ArrayList<>(List.of("v1", "etl"));
        path.addAll(List.of(items));
        return path;
    }
}
