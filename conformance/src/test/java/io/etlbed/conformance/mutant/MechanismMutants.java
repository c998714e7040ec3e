package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.listsWhatWasRefused;
import static io.etlbed.conformance.mutant.Mutations.report;
import static io.etlbed.conformance.mutant.Mutations.saysNothing;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** Faults for the checks of the group COMM that prove a mechanism each. */
final class MechanismMutants {

    private static final String REVERSE = "hands-the-get-on-to-the-container";
    private static final String PULL = "redirects-the-client-to-the-container";
    private static final String PROGRAM = "runs-the-program-for-each-object";
    private static final String NO_COMMAND = "refuses-io-without-a-command";

    private MechanismMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        REVERSE,
                        "the object is pushed",
                        report(report -> report.put("method", "POST")),
                        "the container asked by GET"),
                Mutant.http(
                        REVERSE,
                        "the container is not told which object",
                        report(report -> report.put("path", "/")),
                        "a path that names the object"),
                Mutant.http(
                        REVERSE,
                        "the last byte does not come",
                        report(MechanismMutants::losesAByte),
                        "what the container fetched"),
                Mutant.http(REVERSE, "the client is sent away", sendsAway(), "with hrev:// the client never meets the"),
                Mutant.http(PULL, "the target asks the container itself", followsItself(), "a redirect to the"),
                Mutant.http(
                        PULL,
                        "the container is not told which object",
                        report(report -> report.put("path", "/")),
                        "a path that names the object"),
                Mutant.http(
                        PULL,
                        "another object comes",
                        report(report -> report.put("md5", "another")),
                        "what the container fetched"),
                Mutant.http(
                        PROGRAM,
                        "the last byte is not put in",
                        report(MechanismMutants::losesAByte),
                        "bytes on standard input"),
                Mutant.http(
                        PROGRAM,
                        "arguments are left out",
                        report(report -> report.putArray("arguments")),
                        "the container's args given on"),
                Mutant.http(
                        PROGRAM,
                        "one process serves all objects",
                        report(report -> report.put("instance", "the one")),
                        "a process of its own"),
                Mutant.http(
                        PROGRAM,
                        "the last byte of the output is lost",
                        after(Sent::isTransform, (sent, reply) -> {
                            byte[] bytes = reply.body().readAllBytes();
                            boolean report = bytes.length == 0 || bytes[0] == '{';
                            int length = report ? bytes.length : bytes.length - 1;
                            return new Reply(
                                    reply.status(),
                                    reply.headers(),
                                    new ByteArrayInputStream(bytes, 0, length),
                                    length);
                        }),
                        "bytes that the program has put out"),
                Mutant.http(
                        PROGRAM,
                        "a failure is no failure",
                        after(
                                Sent::isTransform,
                                (sent, reply) -> reply.refused() ? Reply.of(200, "what it has put out") : reply),
                        "has failed with status 3"),
                Mutant.http(
                        PROGRAM,
                        "standard error is not told",
                        after(
                                Sent::isTransform,
                                (sent, reply) -> reply.refused() ? Reply.error(400, "it failed") : reply),
                        "on standard error"),
                Mutant.http(NO_COMMAND, "no program is needed", takesEverything(), "400, since"),
                Mutant.http(NO_COMMAND, "the message does not name the field", saysNothing(), "a message that names"),
                Mutant.http(NO_COMMAND, "what was refused is listed", listsWhatWasRefused(), "not listed"));
    }

    private static void losesAByte(ObjectNode report) {
        report.put("length", report.path("length").asLong() - 1);
    }

    /** Redirects each transform once more, to an address that is no node's in the cluster map. */
    private static Mutation sendsAway() {
        String mark = "&away=1";
        return new Mutation() {
            @Override
            public Sent before(Sent sent) {
                return sent.to(sent.target().replace(mark, ""));
            }

            @Override
            public Reply after(Sent sent, Reply reply) throws IOException {
                if (sent.at() != Role.TARGET
                        || !sent.isTransform()
                        || sent.target().contains(mark)) {
                    return reply;
                }
                reply.body().close();
                String here = sent.headers().get("Host").get(0).replace("127.0.0.1", "localhost");
                return Reply.of(307, "").with("location", "http://" + here + sent.target() + mark);
            }
        };
    }

    /** What a client would do with a redirect. */
    private static Mutation followsItself() {
        return after(sent -> sent.at() == Role.TARGET && sent.isTransform(), (sent, reply) -> {
            if (!reply.headers().containsKey("location")) {
                return reply;
            }
            URI there = URI.create(reply.headers().get("location").get(0));
            try {
                HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(there).build(), HttpResponse.BodyHandlers.ofInputStream());
                return new Reply(answer.statusCode(), Map.of(), answer.body(), -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        });
    }
}
