package io.etlbed.conformance.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.etlbed.conformance.http.Exchange;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What checks expect of an answer. */
public final class Expect {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Expect() {}

    /** The answer has that status. */
    public static Exchange status(Exchange exchange, int status, String expected) {
        if (exchange.status() != status) {
            throw CheckFailed.at(exchange, status + ": " + expected);
        }
        return exchange;
    }

    /** The request is refused as the client's own fault, and the message names what is wrong: every word, in any case. */
    public static Exchange refused(Exchange exchange, String what, String... words) {
        if (exchange.status() < 400 || exchange.status() > 499) {
            throw CheckFailed.at(exchange, "400, since " + what);
        }
        String message = message(exchange).orElseGet(exchange::text).toLowerCase(Locale.ROOT);
        for (String word : words) {
            if (!message.contains(word.toLowerCase(Locale.ROOT))) {
                throw CheckFailed.at(exchange, "a message that names '" + word + "', since " + what);
            }
        }
        return exchange;
    }

    /** The answer is error JSON of that status. */
    public static Exchange error(Exchange exchange, int status, String what) {
        status(exchange, status, what);
        JsonNode json = json(
                exchange,
                tree -> tree.path("message").isTextual()
                        && tree.path("status").isInt()
                        && tree.path("node").isTextual(),
                "error JSON with 'message', 'status' and 'node', since " + what);
        that(json.path("status").asInt() == status, exchange, "the status " + status + " in the JSON too");
        that(!json.path("message").asText().isBlank(), exchange, "a message, since " + what);
        that(!json.path("node").asText().isBlank(), exchange, "the node that failed");
        return exchange;
    }

    public static void that(boolean holds, Exchange exchange, String expected) {
        if (!holds) {
            throw CheckFailed.at(exchange, expected);
        }
    }

    public static void that(boolean holds, Exchange exchange, String found, String expected) {
        if (!holds) {
            throw CheckFailed.at(exchange, found, expected);
        }
    }

    public static void that(boolean holds, String found, String expected) {
        if (!holds) {
            throw CheckFailed.because(found, expected);
        }
    }

    /** The body is JSON of the shape given. */
    public static JsonNode json(Exchange exchange, Predicate<JsonNode> shape, String expected) {
        JsonNode tree = read(exchange.text()).orElseThrow(() -> CheckFailed.at(exchange, expected));
        that(shape.test(tree), exchange, expected);
        return tree;
    }

    /** The message of an error JSON. */
    public static Optional<String> message(Exchange exchange) {
        return read(exchange.text()).map(tree -> tree.path("message").asText()).filter(text -> !text.isEmpty());
    }

    private static Optional<JsonNode> read(String text) {
        try {
            JsonNode tree = JSON.readTree(text);
            return tree == null || tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
