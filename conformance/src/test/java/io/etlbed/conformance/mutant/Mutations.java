package io.etlbed.conformance.mutant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The faults that several mutants have in common. */
final class Mutations {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Mutations() {}

    /** Answers some requests in the node's place, each with a reply of its own: a body is read once. */
    static Mutation instead(Predicate<Sent> which, Supplier<Reply> reply) {
        return new Mutation() {
            @Override
            public Optional<Reply> instead(Sent sent) {
                return which.test(sent) ? Optional.of(reply.get()) : Optional.empty();
            }
        };
    }

    /** Changes what a node gets. */
    static Mutation before(UnaryOperator<Sent> change) {
        return new Mutation() {
            @Override
            public Sent before(Sent sent) {
                return change.apply(sent);
            }
        };
    }

    /** Changes the message of each init. */
    static Mutation inits(Consumer<ObjectNode> change) {
        return before(sent -> sent.isInit() ? sent.saying(json(sent.text(), change)) : sent);
    }

    /** A change of an answer. */
    @FunctionalInterface
    interface Change {
        Reply apply(Sent sent, Reply reply) throws IOException;
    }

    /** Changes the answers to some requests. */
    static Mutation after(Predicate<Sent> which, Change change) {
        return new Mutation() {
            @Override
            public Reply after(Sent sent, Reply reply) throws IOException {
                return which.test(sent) ? change.apply(sent, reply) : reply;
            }
        };
    }

    /** Changes the text of successful answers to some requests. */
    static Mutation text(Predicate<Sent> which, UnaryOperator<String> change) {
        return after(which, (sent, reply) -> reply.ok() ? reply.text(change) : reply);
    }

    /** Takes every specification, as far as the client can see. */
    static Mutation takesEverything() {
        return after(Sent::isInit, (sent, reply) -> reply.refused() ? Reply.of(200, id(sent)) : reply);
    }

    /** Refuses every specification. */
    static Mutation takesNothing() {
        return instead(Sent::isInit, () -> Reply.error(400, "not today"));
    }

    /** Refuses without saying why. */
    static Mutation saysNothing() {
        return message(message -> "bad request");
    }

    /** Changes the messages of refused inits. */
    static Mutation message(UnaryOperator<String> change) {
        return after(
                Sent::isInit,
                (sent, reply) -> reply.status() >= 400
                        ? reply.text(text -> json(
                                text,
                                node -> node.put(
                                        "message",
                                        change.apply(node.path("message").asText()))))
                        : reply);
    }

    /** Lists one that is not there. */
    static Mutation lists(String id) {
        return text(Sent::isList, text -> {
            ArrayNode list = (ArrayNode) tree(text);
            list.addObject().put("id", id);
            return list.toString();
        });
    }

    /** Keeps what was refused in the list. */
    static Mutation listsWhatWasRefused() {
        ArrayNode refused = JSON.createArrayNode();
        return new Mutation() {
            @Override
            public synchronized Reply after(Sent sent, Reply reply) throws IOException {
                if (sent.isInit() && reply.refused()) {
                    refused.addObject().put("id", id(sent));
                }
                return sent.isList()
                        ? reply.text(
                                text -> ((ArrayNode) tree(text)).addAll(refused).toString())
                        : reply;
            }
        };
    }

    /** Transforms come out wrong. */
    static Mutation spoilsTransforms() {
        return text(Sent::isTransform, text -> "spoiled");
    }

    /** Says that it is done, and has done nothing. */
    static Mutation pretends(Predicate<Sent> which) {
        return instead(which, () -> Reply.of(200, ""));
    }

    /** Changes the probe's reports; what is no report stays as it is, byte for byte. */
    static Mutation report(Consumer<ObjectNode> change) {
        return after(Sent::isTransform, (sent, reply) -> {
            byte[] bytes = reply.body().readAllBytes();
            boolean report = bytes.length > 0 && bytes[0] == '{';
            byte[] changed = report
                    ? json(new String(bytes, StandardCharsets.UTF_8), change).getBytes(StandardCharsets.UTF_8)
                    : bytes;
            return new Reply(reply.status(), reply.headers(), new ByteArrayInputStream(changed), changed.length);
        });
    }

    /** The id in an init message. */
    static String id(Sent init) {
        return tree(init.text()).path("id").asText("");
    }

    static String json(String text, Consumer<ObjectNode> change) {
        JsonNode tree = tree(text);
        if (tree instanceof ObjectNode object) {
            change.accept(object);
        }
        return tree.toString();
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
