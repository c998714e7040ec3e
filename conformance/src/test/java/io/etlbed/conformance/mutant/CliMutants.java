package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.inits;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.text;

import io.etlbed.conformance.check.Ais;
import io.etlbed.conformance.check.AisCall;
import io.etlbed.conformance.check.AisShown;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Faults for the checks of the command line: of the command, and of what lies between it and the cluster. */
final class CliMutants {

    private static final String LISTS = "ais-lists-etls-and-is-silent-where-none-runs";
    private static final String SPECS = "ais-starts-what-a-specification-says";
    private static final String CODE = "ais-starts-code-of-a-file-and-of-the-standard-input";
    private static final String TERMINAL = "ais-reads-no-code-from-a-terminal";
    private static final String OBJECTS = "ais-makes-buckets-puts-lists-and-gets";
    private static final String TRANSFORMS = "ais-transforms-objects-and-buckets";

    /** A line of comment, "# As it was written.", in base64. */
    private static final String REMARK = "IyBBcyBpdCB3YXMgd3JpdHRlbi4K";

    private CliMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.command(
                        LISTS,
                        "a heading over nothing",
                        shows(
                                call -> says(call, "etl"),
                                shown -> shown.out().isEmpty() ? shown.putting("ID\n") : shown),
                        "no output"),
                Mutant.command(
                        LISTS,
                        "the second of the two words is unknown",
                        unknown(call -> says(call, "list")),
                        "`ais etl list`: exit code 0"),
                Mutant.http(LISTS, "what runs is not listed", text(Sent::isList, list -> "[]"), "which runs"),
                Mutant.command(
                        SPECS,
                        "errors end with exit code 0",
                        shows(call -> says(call, "spec"), shown -> new AisShown(0, shown.out(), shown.err())),
                        "another exit code than 0, since there is an ETL of this name"),
                Mutant.http(
                        SPECS,
                        "the specification is written anew",
                        inits(message -> message.put(
                                "spec", message.path("spec").asText().replaceFirst("^" + REMARK, ""))),
                        "the file's own bytes"),
                Mutant.command(
                        SPECS,
                        "an error does not say what is wrong",
                        shows(
                                call -> says(call, "spec"),
                                shown -> shown.exit() == 0 ? shown : new AisShown(1, "", "something is wrong\n")),
                        "an error that names"),
                Mutant.http(
                        CODE,
                        "dependencies are not sent",
                        inits(message -> message.remove("dependencies")),
                        "the file of dependencies"),
                Mutant.command(
                        CODE,
                        "the standard input is not read",
                        itself -> call -> itself.run(call.fed("")),
                        "exit code 0: the ETL runs"),
                Mutant.command(
                        CODE,
                        "another file is sent",
                        saying(words -> words.stream()
                                .map(word -> word.replace("code.py", "deps.txt"))
                                .toList()),
                        "the code's own bytes"),
                Mutant.command(
                        TERMINAL,
                        "what is typed is taken for the code",
                        itself -> call -> itself.run(call.fed("")),
                        "names from-file"),
                Mutant.command(
                        OBJECTS,
                        "sizes are bytes alone",
                        shows(
                                call -> says(call, "ls"),
                                shown -> shown.putting(shown.out().replace("17.88KiB", "18309B"))),
                        "a table of NAME and SIZE"),
                Mutant.command(
                        OBJECTS,
                        "a file is put by another name",
                        saying(words -> words.get(1).equals("0000353.cls")
                                ? List.of("put", words.get(1), words.get(2) + "/other.cls")
                                : words),
                        "what ais has put"),
                Mutant.http(
                        OBJECTS,
                        "what is not there is got all the same",
                        instead(
                                sent -> sent.isObject() && sent.path().endsWith("/none.jpg"),
                                () -> Reply.of(200, "not what you think")),
                        "since there is no such object"),
                Mutant.command(
                        OBJECTS,
                        "a line is put before an object",
                        shows(call -> says(call, "cat"), shown -> shown.putting("object:\n" + shown.out())),
                        "own bytes on the standard output"),
                Mutant.http(
                        TRANSFORMS,
                        "objects come as they are",
                        before(sent ->
                                sent.isTransform() ? sent.to(sent.target().replaceFirst("[?&]uuid=[^&]*", "")) : sent),
                        "the MD5"),
                Mutant.http(
                        TRANSFORMS,
                        "a bucket is copied",
                        before(sent -> sent.text().contains("\"etl-bck\"")
                                ? sent.saying(sent.text().replace("\"etl-bck\"", "\"copy-bck\""))
                                : sent),
                        "as train/0278350.jpg"),
                Mutant.command(
                        TRANSFORMS,
                        "an ETL that is not there is passed over",
                        saying(words ->
                                words.contains("none.txt") ? List.of("get", words.get(3), words.get(4)) : words),
                        "since there is no such ETL"));
    }

    private static boolean says(AisCall call, String word) {
        return call.arguments().contains(word);
    }

    private static UnaryOperator<Ais> shows(Predicate<AisCall> which, UnaryOperator<AisShown> change) {
        return itself -> call -> which.test(call) ? change.apply(itself.run(call)) : itself.run(call);
    }

    private static UnaryOperator<Ais> saying(UnaryOperator<List<String>> change) {
        return itself -> call -> itself.run(call.saying(change.apply(call.arguments())));
    }

    private static UnaryOperator<Ais> unknown(Predicate<AisCall> which) {
        return shows(which, shown -> new AisShown(2, "", "ais: unknown command\n"));
    }
}
