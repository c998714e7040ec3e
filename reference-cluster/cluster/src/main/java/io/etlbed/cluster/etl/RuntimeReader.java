package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.etl.spec.Communication;
import io.etlbed.cluster.wire.AisException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads what clients from 1.15 on send in place of a spec: an image, with a command and variables. The Pod is made of it that
 * the newer AIStore makes: one container, which listens on port {@value #PORT} and answers {@code /health}.
 */
final class RuntimeReader {

    /** Where such containers listen. */
    static final int PORT = 8000;

    /** Of the environment: tells a container its port. */
    private static final String PORT_VARIABLE = "ETL_PORT";

    private static final String WEBSOCKET = "ws://";

    /** Of the environment: the class wants names of files in place of bytes. */
    private static final String DIRECT_FILES = "ETL_DIRECT_FQN";

    private static final Set<String> TRUE = Set.of("1", "true", "yes", "on", "y", "t");

    private RuntimeReader() {}

    /**
     * The Pod as JSON, which is YAML.
     *
     * @param runtime the member of the init message
     * @param name of the Pod
     * @param communication as the message has it; {@code hpush://} where it has none
     * @throws AisException 400 where it is no such thing
     */
    static String pod(JsonNode runtime, String name, String communication) {
        ObjectNode pod = Json.object();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", name);
        metadata.putObject("annotations").put("communication_type", communication);
        ObjectNode container = pod.putObject("spec").putArray("containers").addObject();
        container.put("name", "server");
        container.put("image", text(runtime, "image"));
        command(runtime.path("command"), container);
        ArrayNode environment = container.putArray("env");
        environment.addObject().put("name", PORT_VARIABLE).put("value", String.valueOf(PORT));
        variables("runtime.env", runtime.path("env"), environment);
        resources(runtime.path("resources"), container);
        container.putArray("ports").addObject().put("name", "default").put("containerPort", PORT);
        container
                .putObject("readinessProbe")
                .putObject("httpGet")
                .put("path", "/health")
                .put("port", "default");
        return new String(Json.bytes(pod), StandardCharsets.UTF_8);
    }

    /**
     * What the newer AIStore can and this cluster cannot. Direct put is no part of it: to a transformer it is what a target
     * may ask for with each object, and these targets never do.
     *
     * @throws AisException 501, with a sentence about it
     */
    static void refuseUnsupported(ObjectNode message) {
        if (message.path("communication").asText().equals(WEBSOCKET)) {
            throw new AisException(
                    501,
                    "communication " + WEBSOCKET
                            + ", a transformer by websocket, is not supported by this cluster: use "
                            + Communication.HPUSH.text() + " or " + Communication.HPULL.text());
        }
        String argument = message.path("argument").asText();
        if (!argument.isEmpty()) {
            throw new AisException(
                    501, "argument \"" + argument + "\" of an init with an image is not supported by this cluster");
        }
        if (message.path("etl_pipeline").size() > 0) {
            throw new AisException(501, "a pipeline of transformers is not supported by this cluster");
        }
        for (JsonNode each : whole(message).path("env")) {
            if (each.path("name").asText().equals(DIRECT_FILES)
                    && TRUE.contains(each.path("value").asText().toLowerCase(Locale.ROOT))) {
                throw new AisException(
                        501,
                        "direct_file_access (" + DIRECT_FILES
                                + ") is not supported by this cluster: containers do not see"
                                + " the files of their target, and get the bytes of each object");
            }
        }
    }

    private static String text(JsonNode runtime, String member) {
        JsonNode found = runtime.path(member);
        if (!found.isTextual() || found.textValue().isBlank()) {
            throw bad("runtime." + member, found, "the name of an image");
        }
        return found.textValue();
    }

    private static void command(JsonNode found, ObjectNode container) {
        if (found.isMissingNode() || found.isNull() || found.isEmpty()) {
            return;
        }
        if (!found.isArray()) {
            throw bad("runtime.command", found, "an array of strings");
        }
        ArrayNode command = container.putArray("command");
        for (JsonNode each : found) {
            if (!each.isTextual()) {
                throw bad("runtime.command", each, "strings");
            }
            command.add(each.textValue());
        }
    }

    /**
     * The member {@code runtime}, with what AIStore's own command line writes beside it: {@code env} and {@code resources}.
     *
     * @throws AisException 400 where the variables are none
     */
    static ObjectNode whole(ObjectNode message) {
        ObjectNode runtime = message.path("runtime").deepCopy();
        if (message.hasNonNull("env")) {
            ArrayNode all = Json.array();
            variables("env", message.path("env"), all);
            variables("runtime.env", runtime.path("env"), all);
            runtime.set("env", all);
        }
        if (message.hasNonNull("resources")) {
            runtime.set("resources", message.path("resources"));
        }
        return runtime;
    }

    private static void resources(JsonNode found, ObjectNode container) {
        if (found.isObject()) {
            container.set("resources", found);
        } else if (!found.isMissingNode() && !found.isNull()) {
            throw bad("resources", found, "an object such as {\"limits\":{\"memory\":\"1Gi\"}}");
        }
    }

    private static void variables(String member, JsonNode found, ArrayNode environment) {
        if (found.isMissingNode() || found.isNull()) {
            return;
        }
        if (!found.isArray()) {
            throw bad(member, found, "an array of {\"name\", \"value\"}");
        }
        for (JsonNode each : found) {
            JsonNode name = each.path("name");
            JsonNode value = each.path("value");
            if (!name.isTextual() || !(value.isTextual() || value.isMissingNode())) {
                throw bad(member, each, "{\"name\", \"value\"}, both strings");
            }
            environment.addObject().put("name", name.textValue()).put("value", value.asText());
        }
    }

    private static AisException bad(String member, JsonNode found, String expected) {
        String what = found.isMissingNode() ? "missing" : found.toString();
        return new AisException(400, "the init message: \"" + member + "\" is " + what + ", expected " + expected);
    }
}
