package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.etl.spec.Texts;
import io.etlbed.cluster.etl.spec.Violation;
import io.etlbed.cluster.etl.workload.FunctionCall;
import io.etlbed.cluster.wire.AisException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how the function of an <i>init code</i> message is to be called: {@code funcs}, {@code chunk_size}, {@code argument}. */
final class CallReader {

    private static final Pattern FUNCTION = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long LARGEST_CHUNK = 1L << 30;

    private CallReader() {}

    /**
     * Adds what is wrong to the violations.
     *
     * @throws AisException 501 for what is not supported
     */
    static FunctionCall read(ObjectNode json, Communication communication, List<Violation> violations) {
        return new FunctionCall(
                function(json.path("funcs"), violations),
                chunkSize(json.path("chunk_size"), violations),
                byUrl(json.path("argument"), communication, violations));
    }

    private static String function(JsonNode funcs, List<Violation> violations) {
        if (!absent(funcs) && !funcs.isObject()) {
            violations.add(violation("funcs", funcs, "an object such as {\"transform\":\"NAME\"}"));
            return FunctionCall.USUAL;
        }
        for (String other : List.of("before", "after", "filter")) {
            if (!funcs.path(other).asText().isEmpty()) {
                throw new AisException(
                        501,
                        "funcs: \"" + other + "\" is not supported by this cluster: a pod calls \"transform\" alone");
            }
        }
        JsonNode name = funcs.path("transform");
        if (absent(name) || name.asText("x").isEmpty()) {
            return FunctionCall.USUAL;
        }
        if (!name.isTextual() || !FUNCTION.matcher(name.textValue()).matches()) {
            violations.add(violation("funcs.transform", name, "the name of a Python function"));
        }
        return name.asText();
    }

    private static Optional<Long> chunkSize(JsonNode given, List<Violation> violations) {
        if (absent(given)) {
            return Optional.empty();
        }
        if (!given.isIntegralNumber()
                || !given.canConvertToLong()
                || given.asLong() < 0
                || given.asLong() > LARGEST_CHUNK) {
            violations.add(
                    violation("chunk_size", given, "a number of bytes from 0 (the whole object) to " + LARGEST_CHUNK));
            return Optional.empty();
        }
        return Optional.of(given.asLong()).filter(bytes -> bytes > 0);
    }

    private static boolean byUrl(JsonNode given, Communication communication, List<Violation> violations) {
        String argument = absent(given) ? "" : given.asText("?");
        if (argument.equals("fqn")) {
            throw new AisException(
                    501,
                    "argument \"fqn\" is not supported by this cluster: containers do not see the disks of targets");
        }
        if (!argument.isEmpty() && !argument.equals("url")) {
            violations.add(violation("argument", given, "\"\" (the bytes of the object) or \"url\""));
        }
        boolean byUrl = argument.equals("url");
        if (byUrl && communication != Communication.HPULL && communication != Communication.HREV) {
            violations.add(violation(
                    "argument",
                    given,
                    "hpull:// or hrev:// with it: by " + communication.text() + " the bytes are sent"));
        }
        return byUrl;
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static Violation violation(String member, JsonNode found, String expected) {
        String text = Texts.quote(found.isTextual() ? found.textValue() : found.toString());
        return new Violation("CODE-04", member, Optional.empty(), text, expected, Optional.empty());
    }
}
