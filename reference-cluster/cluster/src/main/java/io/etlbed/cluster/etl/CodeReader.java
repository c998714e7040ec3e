package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.Texts;
import io.etlbed.cluster.etl.spec.Violation;
import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.cluster.etl.workload.CodeWorkload;
import io.etlbed.cluster.etl.workload.FunctionCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what is an <i>init code</i> message's own, and says what is wrong with it before anything runs (CODE-03, CODE-04). */
final class CodeReader {

    /** A variable of a process has at most 128 KiB, its name included; code and requirements travel in one each. */
    static final int LONGEST = 128 * 1024 - 64;

    /** A function that was pickled by value is bytecode, which only the minor version that wrote it can read. */
    private static final Pattern UNPICKLES = Pattern.compile("\\b(?:cloud)?pickle\\.loads?\\b");

    private final boolean exactRuntimes;

    /** @param exactRuntimes whether another minor version of Python than the runtime's is never taken */
    CodeReader(boolean exactRuntimes) {
        this.exactRuntimes = exactRuntimes;
    }

    /** Empty where something is wrong. */
    Optional<CodeWorkload> read(ObjectNode json, Communication communication, List<Violation> violations) {
        int before = violations.size();
        Optional<String> code = text(json, "code", violations).filter(text -> !text.isBlank());
        if (code.isEmpty() && violations.size() == before) {
            violations.add(violation("CODE-04", "code", "no code", "a Python script that defines transform"));
        }
        Optional<String> dependencies = text(json, "dependencies", violations).filter(text -> !text.isBlank());
        Optional<CodeRuntime> runtime = runtime(json.path("runtime"), violations);
        FunctionCall call = CallReader.read(json, communication, violations);
        return violations.size() > before
                ? Optional.empty()
                : Optional.of(new CodeWorkload(
                        code.orElseThrow(),
                        dependencies,
                        runtime.orElseThrow(),
                        communication,
                        call,
                        exact(code.get(), runtime.get())));
    }

    private Optional<String> exact(String code, CodeRuntime runtime) {
        if (UNPICKLES.matcher(code).find()) {
            return Optional.of(
                    "the code unpickles a function, and that only the minor version of Python can do by which it"
                            + " was pickled");
        }
        return exactRuntimes
                ? Optional.of("the cluster was started with exact runtimes, and " + runtime.text() + " is "
                        + runtime.version())
                : Optional.empty();
    }

    private static Optional<CodeRuntime> runtime(JsonNode given, List<Violation> violations) {
        String expected = "one of " + CodeRuntime.list();
        Optional<CodeRuntime> known = given.isTextual() ? CodeRuntime.of(given.textValue()) : Optional.empty();
        if (given.isMissingNode() || given.isNull() || given.asText("x").isEmpty()) {
            violations.add(violation("CODE-04", "runtime", "nothing", expected));
        } else if (known.isEmpty()) {
            violations.add(violation("CODE-03", "runtime", Texts.quote(given.asText(given.toString())), expected));
        }
        return known;
    }

    private static Optional<String> text(ObjectNode json, String member, List<Violation> violations) {
        JsonNode given = json.path(member);
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        if (!given.isTextual()) {
            String expected = "a string: text, or the base64 of UTF-8 text";
            violations.add(violation("CODE-06", member, "a " + given.getNodeType(), expected));
            return Optional.empty();
        }
        String text = Base64Text.read(given.textValue());
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST) {
            violations.add(violation(
                    "CODE-04",
                    member,
                    bytes + " bytes",
                    "at most " + LONGEST + " bytes, as many as a variable of a container holds"));
        } else if (text.indexOf('\0') >= 0) {
            violations.add(violation("CODE-04", member, "a text with NUL in it", "a text without"));
        }
        return Optional.of(text);
    }

    private static Violation violation(String rule, String member, String found, String expected) {
        return new Violation(rule, member, Optional.empty(), found, expected, Optional.empty());
    }
}
