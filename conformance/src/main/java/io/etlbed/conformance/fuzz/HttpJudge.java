package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Session;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sends requests and asks of their answers that there is one, that no error is the server's own fault, and that errors are JSON (API-08);
 * of the cluster, that it serves on and has no other nodes and ETLs than before.
 */
final class HttpJudge implements Judge {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Not implemented, no answer yet, no such version, a method that nobody knows: not the server's fault. */
    private static final Set<Integer> ALLOWED = Set.of(501, 503, 505, 507);

    private final Sessions sessions;
    private final URI endpoint;
    private final String before;

    HttpJudge(Sessions sessions, URI endpoint) throws InterruptedException {
        if (!"http".equals(endpoint.getScheme())) {
            throw new ConformanceException("requests as bytes are sent to http:// alone, not to " + endpoint);
        }
        this.sessions = sessions;
        this.endpoint = endpoint;
        this.before = state();
    }

    @Override
    public String describe() {
        return "a gateway: an answer to each request, no fault of its own, errors as JSON, and nothing changed";
    }

    @Override
    public List<String> problems(FuzzCase tried) {
        String request = tried.input().path("request").asText();
        boolean malformed = tried.kind().equals(HttpKinds.MALFORMED);
        RawHttp.Answer answer;
        try {
            answer = RawHttp.send(endpoint, request, !malformed);
        } catch (IOException e) {
            return List.of("no connection: " + e.getMessage());
        }
        if (answer.status() <= 0) {
            return malformed
                    ? List.of()
                    : List.of(answer.status() == 0 ? "closed without an answer" : "no answer in time");
        }
        List<String> problems = new ArrayList<>();
        if (answer.status() >= 500 && !ALLOWED.contains(answer.status())) {
            problems.add("answered " + answer.status() + " " + answer.body());
        }
        boolean head = request.startsWith("HEAD ");
        if (answer.status() >= 400 && !head && !malformed && !isError(answer)) {
            problems.add("answered " + answer.status() + " without error JSON: " + answer.body());
        }
        return problems;
    }

    private static boolean isError(RawHttp.Answer answer) {
        try {
            JsonNode json = JSON.readTree(answer.body());
            return !json.path("message").asText().isBlank()
                    && json.path("status").asInt() == answer.status();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    @Override
    public List<String> traces() throws InterruptedException {
        String now = state();
        return now.equals(before) ? List.of() : List.of("the cluster was " + before + " and is " + now);
    }

    private String state() throws InterruptedException {
        Session session = sessions.next();
        var map = session.cluster().map();
        return "of gateways " + new TreeSet<>(map.proxies().keySet()) + ", targets "
                + new TreeSet<>(map.targets().keySet()) + ", ETLs "
                + new TreeSet<>(session.cluster().etls());
    }
}
