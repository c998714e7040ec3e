package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Sends init messages that are to be refused, and looks whether the refusal says what is wrong, all of it and nothing else, and leaves
 * nothing. A cluster that tells no places is only asked to refuse.
 */
final class InitJudge implements Judge {

    private static final String REFUSED = "fuzz-case";
    private static final String ILLEGAL = "-refused";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final boolean exact;

    InitJudge(Sessions sessions) throws InterruptedException {
        this.sessions = sessions;
        Exchange answer = send(FuzzCase.object().put("id", ILLEGAL).put("spec", "apiVersion: v2\nkind: Pod\n"));
        this.exact = Violations.in(Expect.message(answer).orElse("")).stream().anyMatch(each -> each.line() > 0);
    }

    @Override
    public String describe() {
        return exact
                ? "the init of a cluster: rule, field, line and column of each violation"
                : "the init of a cluster: refusals alone, for its errors tell no places";
    }

    @Override
    public List<String> problems(FuzzCase tried) throws InterruptedException {
        ObjectNode message = tried.input().deepCopy();
        List<Violated> expected = new ArrayList<>(tried.expected());
        if (!message.has("id")) {
            message.put("id", expected.isEmpty() ? ILLEGAL : REFUSED);
            if (expected.isEmpty()) {
                expected.add(new Violated("NAME-01", "id", 0, 0));
            }
        }
        String id = message.path("id").asText();
        Exchange answer;
        try {
            answer = send(message);
        } catch (NoAnswerException e) {
            return List.of("no answer within " + LIMIT.toSeconds() + " s: " + e.getMessage());
        }
        if (answer.status() == 200) {
            remove(id.isEmpty() ? answer.text().strip() : id);
            return List.of("taken, in spite of " + expected);
        }
        if (answer.status() != 400) {
            return List.of("answered " + answer.summary() + " and not 400");
        }
        return exact
                ? Violations.difference(
                        expected, Violations.in(Expect.message(answer).orElse("")))
                : List.of();
    }

    @Override
    public List<String> traces() throws InterruptedException {
        List<String> traces = new ArrayList<>();
        Session session = sessions.next();
        session.cluster().etls().stream()
                .filter(id -> id.equals(REFUSED) || id.equals(ILLEGAL))
                .forEach(id -> traces.add("ETL " + id + " is listed, which was refused"));
        session.pods().ifPresent(pods -> traces.addAll(pods.left(REFUSED)));
        return traces;
    }

    @Override
    public void sweep() throws InterruptedException {
        remove(REFUSED);
        remove(ILLEGAL);
    }

    private void remove(String id) throws InterruptedException {
        sessions.next().cluster().stop("POST", id);
        sessions.next().cluster().delete(id);
    }

    private Exchange send(ObjectNode message) throws InterruptedException {
        ObjectNode sent = message.deepCopy();
        if (sent.path("spec").isTextual()) {
            byte[] spec = sent.path("spec").asText().getBytes(StandardCharsets.UTF_8);
            sent.put("spec", Base64.getEncoder().encodeToString(spec));
        }
        return sessions.next()
                .http()
                .send(Request.of("PUT", "/v1/etl").body(sent.toString()).within(LIMIT));
    }
}
