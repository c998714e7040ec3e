package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Inits that are to be refused, and of which nothing is to be left. Not safe for use by several threads. */
public final class Refusals {

    /** No cluster needs long to refuse; one that does not refuse may wait for pods that never get ready. */
    private static final Duration LIMIT = Duration.ofSeconds(45);

    private final Session session;
    private final List<String> tried = new ArrayList<>();

    public Refusals(Session session) {
        this.session = session;
    }

    /** Sends a specification that breaks a rule; the message is to hold every word. */
    public Exchange spec(String yaml, String what, String... words) throws InterruptedException {
        return init(session.unownedId(), yaml, what, words);
    }

    /** Sends a specification under an id; the message is to hold every word. */
    public Exchange init(String id, String yaml, String what, String... words) throws InterruptedException {
        return init(id, session.cluster().messageOf(yaml), what, words);
    }

    /** Sends an init message under an id of the suite's own; the message of the refusal is to hold every word. */
    public Exchange init(ObjectNode message, String what, String... words) throws InterruptedException {
        return init(session.unownedId(), message, what, words);
    }

    /** Sends an init message under an id; the message of the refusal is to hold every word. */
    public Exchange init(String id, ObjectNode given, String what, String... words) throws InterruptedException {
        tried.add(id);
        String message = given.deepCopy().put("id", id).toString();
        // Until it is refused it may come to be.
        session.owned(id);
        Exchange answer =
                session.http().send(Request.of("PUT", "/v1/etl").body(message).within(LIMIT));
        if (answer.status() >= 400 && answer.status() < 500) {
            session.disowned(id);
        }
        return Expect.refused(answer, what, placed() ? words : new String[0]);
    }

    /** Whether the message of a refusal is to tell where the mistake is. */
    public boolean placed() {
        return session.lab().profile().settings().placed();
    }

    /** Nothing of what was refused is listed, and no pod or service of it is there. */
    public void expectNothingLeft() throws InterruptedException {
        List<String> listed = session.cluster().etls();
        List<String> left = tried.stream().filter(listed::contains).toList();
        Expect.that(left.isEmpty(), "the list of ETLs holds " + left, "that what was refused is not listed");
        if (session.pods().isPresent()) {
            Pods pods = session.pods().get();
            List<String> remains = tried.stream()
                    .filter(id -> Pods.kubernetesName(id).length() > 5)
                    .flatMap(id -> pods.left(id).stream())
                    .toList();
            Expect.that(remains.isEmpty(), String.join(", ", remains), "no pod and no service of what was refused");
        }
    }
}
