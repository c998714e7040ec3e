package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;
import static io.etlbed.conformance.mutant.Mutations.before;
import static io.etlbed.conformance.mutant.Mutations.instead;
import static io.etlbed.conformance.mutant.Mutations.json;
import static io.etlbed.conformance.mutant.Mutations.spoilsTransforms;
import static io.etlbed.conformance.mutant.Mutations.takesNothing;
import static io.etlbed.conformance.mutant.Mutations.text;

import java.util.List;

/** Faults for the checks of the group API. */
final class ApiMutants {

    private ApiMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.http(
                        "init-returns-the-etl-id",
                        "the ETL_ID is quoted",
                        text(Sent::isInit, id -> "\"" + id + "\""),
                        "and nothing else"),
                Mutant.http("init-returns-the-etl-id", "right specifications are refused", takesNothing(), "200: init"),
                Mutant.http(
                        "uuid-tells-transformed-from-original",
                        "uuid is not looked at",
                        before(sent ->
                                sent.isTransform() ? sent.to(sent.target().replace("uuid=", "nobody=")) : sent),
                        "the MD5"),
                Mutant.http(
                        "uuid-tells-transformed-from-original",
                        "the original is transformed too",
                        text(
                                sent -> sent.isObject() && sent.method().equals("GET") && !sent.isTransform(),
                                text -> "transformed"),
                        "the original of"),
                Mutant.http(
                        "any-gateway-answers",
                        "a gateway that is not the primary forwards nothing",
                        instead(
                                sent -> sent.method().equals("GET")
                                        && sent.path().matches("/v1/etl/[^/]+"),
                                () -> Reply.error(400, "ask the primary")),
                        "the specification through"),
                Mutant.http("any-gateway-answers", "the answer is no MD5", spoilsTransforms(), "the MD5"),
                Mutant.http(
                        "errors-are-json-with-the-right-status",
                        "errors are plain text",
                        after(
                                sent -> true,
                                (sent, reply) ->
                                        reply.refused() ? Reply.of(reply.status(), "something went wrong") : reply),
                        "error JSON with"),
                Mutant.http(
                        "errors-are-json-with-the-right-status",
                        "every error is a 400",
                        after(sent -> true, (sent, reply) -> reply.refused() ? Reply.error(400, "wrong") : reply),
                        "409"),
                Mutant.http(
                        "errors-are-json-with-the-right-status",
                        "errors do not tell the node",
                        after(
                                sent -> true,
                                (sent, reply) -> reply.refused()
                                        ? reply.text(text -> json(text, node -> node.remove("node")))
                                        : reply),
                        "'node'"),
                Mutant.http(
                        "names-an-etl-after-its-specification",
                        "an id is made up",
                        text(Sent::isInit, id -> "etl-made-up"),
                        "metadata.name"),
                Mutant.http(
                        "names-an-etl-after-its-specification",
                        "an id is asked for",
                        after(Sent::isInit, (sent, reply) -> Reply.error(400, "ID is missing")),
                        "init without an id"),
                Mutant.http(
                        "redirects-with-a-hint",
                        "a redirect has no text",
                        after(ApiMutants::isRedirected, (sent, reply) -> reply.text(text -> "")),
                        "names -L"),
                Mutant.http(
                        "redirects-with-a-hint",
                        "a redirect leads to an address that does not answer with the object",
                        after(
                                ApiMutants::isRedirected,
                                (sent, reply) -> reply.headers().containsKey("location")
                                        ? reply.with(
                                                "location",
                                                reply.headers()
                                                        .get("location")
                                                        .get(0)
                                                        .replace("an%20object", "another"))
                                        : reply),
                        "the object there"),
                Mutant.http(
                        "redirects-with-a-hint",
                        "a PUT is redirected as a GET is",
                        after(
                                sent -> sent.method().equals("PUT") && sent.at() == Role.GATEWAY,
                                (sent, reply) -> new Reply(301, reply.headers(), reply.body(), reply.length())),
                        "keeps the method"),
                Mutant.http(
                        "serves-tls-when-asked-to",
                        "the wish for TLS is not heard",
                        text(sent -> false, text -> text),
                        "https://"));
    }

    private static boolean isRedirected(Sent sent) {
        return sent.isObject() && sent.method().equals("GET") && sent.at() != Role.TARGET;
    }
}
