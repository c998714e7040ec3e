package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.inits;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.listsWhatWasRefused;
import static io.etlbed.conformance.mutant.Mutations.message;
import static io.etlbed.conformance.mutant.Mutations.saysNothing;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesEverything;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;
import static io.etlbed.conformance.mutant.Mutations.text;
import static io.etlbed.conformance.mutant.Mutations.tree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Faults for the checks of the group CODE, and of other groups that need code. */
final class CodeMutants {

    private static final Map<String, String> RUNTIMES =
            Map.of("python2", "2.7", "python3", "3.8", "python3-6", "3.6", "python3-8", "3.8", "python3-10", "3.10");

    private CodeMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(serving());
        all.addAll(initializing());
        for (String mechanism : List.of("hpush", "hrev", "hpull")) {
            all.add(Mutant.http(
                    "runs-a-python-function-by-" + mechanism,
                    "something else comes of it",
                    spoilsTransforms(),
                    "as the function returns it"));
        }
        all.add(Mutant.http(
                "runs-a-python-function-by-hpush",
                "the function is not on the first target",
                LifeMutants.once(),
                "of an object on target"));
        RUNTIMES.forEach((runtime, minor) -> all.add(Mutant.http(
                "runs-code-by-" + runtime,
                "another Python runs it, and nobody says so",
                text(Sent::isTransform, text -> text.startsWith(minor) ? "3.99.1 (main)" : text),
                "Python " + minor)));
        return all;
    }

    private static List<Mutant> serving() {
        String script = "runs-the-script-itself-by-io";
        String traceback = "answers-an-exception-with-its-traceback";
        return List.of(
                Mutant.http(script, "the output is not the script's", spoilsTransforms(), "as it puts it out"),
                Mutant.http(
                        script,
                        "a failure is no failure",
                        after(Sent::isTransform, (sent, reply) -> reply.refused() ? Reply.of(200, "") : reply),
                        "has failed with status 3"),
                Mutant.http(script, "standard error is not told", failures("it failed"), "on standard error"),
                Mutant.http("runs-scripts-in-parallel", "scripts run one by one", CommMutants.oneByOne(), "at once"),
                Mutant.http(
                        traceback,
                        "an exception is an error of the server",
                        after(
                                Sent::isTransform,
                                (sent, reply) -> reply.refused() ? Reply.error(500, "Traceback") : reply),
                        "400: the function has raised"),
                Mutant.http(traceback, "there is no traceback", failures("ValueError"), "with the traceback"),
                Mutant.http(
                        traceback,
                        "the exception is left out",
                        failures("Traceback, in transform"),
                        "a message with the exception"),
                Mutant.http(traceback, "the ETL serves no more", afterAFailure(), "goes on serving"),
                Mutant.http(
                        "gives-code-back-as-given",
                        "the code comes back without its first line",
                        views(node -> node.put("code", "def transform(input_bytes):\n")),
                        "the code as it was given"),
                Mutant.http(
                        "gives-code-back-as-given",
                        "the runtime is another",
                        views(node -> node.put("runtime", "python3.8")),
                        "the runtime"),
                Mutant.http(
                        "gives-code-back-as-given",
                        "the communication type is left out",
                        views(node -> node.remove("communication")),
                        "the communication type"));
    }

    private static List<Mutant> initializing() {
        String pip = "fails-init-with-the-words-of-pip";
        String texts = "takes-base64-and-plain-text";
        List<Mutant> all = new ArrayList<>(List.of(
                Mutant.http(
                        "installs-dependencies",
                        "dependencies are passed over",
                        inits(message -> message.remove("dependencies")),
                        "the package six"),
                Mutant.http(
                        "installs-dependencies",
                        "versions are passed over",
                        text(Sent::isTransform, text -> text.replace("1.16.0", "1.17.0")),
                        "in version 1.16.0"),
                Mutant.http(
                        "installs-dependencies",
                        "markers are passed over",
                        text(Sent::isTransform, text -> text.replace("colorama None", "colorama <module>")),
                        "for another Python"),
                Mutant.http(pip, "init is content without", takesEverything(), "an error, since there is no package"),
                Mutant.http(pip, "the words of pip are not told", saysNothing(), "with the words of pip"),
                Mutant.leavingAPod(pip),
                Mutant.http(
                        "refuses-unknown-runtimes",
                        "one of the supported is not named",
                        message(message -> message.replace("python3.10", "others")),
                        "a message that names 'python3.10'"),
                Mutant.http(
                        texts,
                        "base64 is taken for code",
                        refuses(message -> !message.path("code").asText("def ").contains("def ")),
                        "init of code in base64"),
                Mutant.http(
                        texts,
                        "plain code is refused",
                        refuses(message -> message.path("code").asText().contains("def ")),
                        "init of code as plain text"),
                Mutant.http(
                        texts,
                        "a plain specification is refused",
                        refuses(message -> message.path("spec").asText().contains("kind: ")),
                        "init of a specification as plain text"),
                Mutant.http(texts, "the ETL_ID is quoted", text(Sent::isInit, id -> "\"" + id + "\""), "nothing else"),
                Mutant.http("makes-up-an-id-for-code", "an id is asked for", takesNothing(), "without an id"),
                Mutant.http(
                        "makes-up-an-id-for-code",
                        "the id is none by the rules",
                        instead(Sent::isInit, () -> Reply.of(200, "0123456789abcdef")),
                        "an ETL_ID by the rules"),
                Mutant.http(
                        "makes-up-an-id-for-code",
                        "another id is returned",
                        instead(Sent::isInit, () -> Reply.of(200, "made-up")),
                        "that it holds made-up")));
        for (String check : List.of("refuses-unknown-runtimes", "refuses-flawed-code")) {
            all.add(Mutant.http(check, "flawed messages are taken", takesEverything(), "400, since"));
            all.add(Mutant.http(check, "the message does not name the member", saysNothing(), "a message that names"));
            all.add(Mutant.http(check, "what was refused is listed", listsWhatWasRefused(), "not listed"));
        }
        return all;
    }

    /** Fails with another message. */
    private static Mutation failures(String message) {
        return after(Sent::isTransform, (sent, reply) -> reply.refused() ? Reply.error(400, message) : reply);
    }

    /** Once a transform has failed, all do. */
    private static Mutation afterAFailure() {
        boolean[] failed = new boolean[1];
        return after(Sent::isTransform, (sent, reply) -> {
            boolean before = failed[0];
            failed[0] |= reply.refused();
            return before ? Reply.error(400, "not any more") : reply;
        });
    }

    private static Mutation views(Consumer<ObjectNode> change) {
        return text(
                sent -> sent.method().equals("GET") && sent.path().matches("/v1/etl/[^/]+"),
                text -> json(text, change));
    }

    private static Mutation refuses(Predicate<ObjectNode> which) {
        return instead(
                sent -> sent.isInit() && tree(sent.text()) instanceof ObjectNode message && which.test(message),
                () -> Reply.error(400, "not in this form"));
    }
}
