package io.etlbed.conformance.aistore;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What AIStore 3.11 says to an init message, in its order: it tells the first mistake alone. */
final class InitRules {

    private static final Set<String> RUNTIMES = Set.of("python2", "python3", "python3.6", "python3.8", "python3.10");
    private static final Set<String> COMMUNICATION = Set.of("hpush://", "hpull://", "hrev://", "io://");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern DURATION =
            Pattern.compile("[+-]?(?:0|(?:\\d{1,9}(?:\\.\\d*)?(?:ns|us|µs|ms|s|m|h))+)");

    private InitRules() {}

    /** The image that is to run; {@code code} for code. */
    static String judge(JsonNode message) {
        if (message.has("code")) {
            code(message);
            return "code";
        }
        if (!message.has("spec")) {
            throw new Refusal("invalid response body: " + message);
        }
        timeout(message);
        Map<?, ?> pod = pod(decoded(message, "spec"));
        id("invalid pod name: ", message.path("id").asText());
        return spec(message, pod);
    }

    private static void code(JsonNode message) {
        timeout(message);
        String code = decoded(message, "code");
        decoded(message, "dependencies");
        id("invalid etl ID: ", message.path("id").asText());
        refuseIf(code.isEmpty(), "source code is empty");
        String runtime = message.path("runtime").asText("");
        refuseIf(runtime.isEmpty(), "runtime is not specified");
        refuseIf(!RUNTIMES.contains(runtime), "unsupported runtime provided: " + runtime);
        String communication = communication(message);
        refuseIf(!COMMUNICATION.contains(communication), "unsupported communication type provided: " + communication);
    }

    private static String spec(JsonNode message, Map<?, ?> pod) {
        String etl = "[etl=\"" + message.path("id").asText() + "\"] ";
        String communication = communication(message);
        refuseIf(!COMMUNICATION.contains(communication), etl + "unknown communication type: \"" + communication + "\"");
        Map<?, ?> spec = map(pod.get("spec"), "spec");
        List<?> containers = list(spec.get("containers"), "containers");
        refuseIf(
                containers.size() != 1,
                etl + "unsupported number of containers (" + containers.size() + "), expected: 1");
        Map<?, ?> container = map(containers.get(0), "container");
        List<?> ports = list(container.get("ports"), "ports");
        refuseIf(ports.size() != 1, etl + "unsupported number of container ports (" + ports.size() + "), expected: 1");
        Map<?, ?> port = map(ports.get(0), "port");
        Object name = port.get("name") == null ? "" : port.get("name");
        refuseIf(!name.equals("default"), etl + "expected port name: \"default\", got: \"" + name + "\"");
        Object probe = container.get("readinessProbe");
        refuseIf(probe == null, etl + "readinessProbe section is required in a container spec");
        Object get = map(probe, "readinessProbe").get("httpGet");
        refuseIf(get == null, etl + "httpGet missing in the readinessProbe");
        Object path = map(get, "httpGet").get("path");
        refuseIf(path == null || path.equals(""), etl + "expected non-empty path for readinessProbe");
        refuseIf(
                !"default".equals(map(get, "httpGet").get("port")),
                etl + "readinessProbe port must be the \"default\" port");
        Object number = port.get("containerPort");
        refuseIf(number != null && !(number instanceof Integer), "[] failed to parse pod spec: json: cannot unmarshal");
        target(spec, container, number);
        waited(message);
        return String.valueOf(container.get("image"));
    }

    /** What targets refuse, and Kubernetes behind them. */
    private static void target(Map<?, ?> spec, Map<?, ?> container, @Nullable Object number) {
        Map<?, ?> affinity = spec.get("affinity") instanceof Map<?, ?> given ? given : Map.of();
        refuseIf(
                affinity.containsKey("nodeAffinity"),
                "error in YAML spec, pod should not have any NodeAffinities defined");
        refuseIf(
                affinity.containsKey("podAntiAffinity"),
                "error in YAML spec, pod should not have any NodeAntiAffinities defined");
        int port = number instanceof Integer given ? given : 0;
        refuseIf(port < 1 || port > 65535, "Service is invalid: spec.ports[0].port: Invalid value: " + port);
        refuseIf(
                !(container.get("image") instanceof String image) || image.isBlank(),
                "Pod is invalid: spec.containers[0].image: Required value");
    }

    private static Map<?, ?> pod(String yaml) {
        Object parsed = parsed(yaml);
        if (parsed == null) {
            throw new Refusal("[] failed to parse pod spec: Object 'Kind' is missing in ''");
        }
        if (!(parsed instanceof Map<?, ?> pod)) {
            throw new Refusal("[] failed to parse pod spec: couldn't get version/kind; json parse error");
        }
        Object kind = pod.get("kind");
        refuseIf(kind == null, "[] failed to parse pod spec: Object 'Kind' is missing in '" + yaml + "'");
        boolean known = "v1".equals(pod.get("apiVersion"))
                || ("apps/v1".equals(pod.get("apiVersion")) && "Deployment".equals(kind));
        refuseIf(
                !known || !Set.of("Pod", "Service", "Deployment").contains(kind),
                "[] failed to parse pod spec: no kind \"" + kind + "\" is registered");
        refuseIf(!"Pod".equals(kind), "[] expected pod spec, got: " + kind);
        return pod;
    }

    private static @Nullable Object parsed(String yaml) {
        try {
            return new Load(LoadSettings.builder().build()).loadFromString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new Refusal("[] failed to parse pod spec: yaml: line " + line + ": " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new Refusal("[] failed to parse pod spec: yaml: " + e.getMessage());
        }
    }

    private static void id(String prefix, String id) {
        String why = "ID \"" + id + "\" is invalid: ";
        refuseIf(id.length() < 6, prefix + why + "too short");
        refuseIf(id.length() > 31, prefix + why + "too long");
        refuseIf(
                !NAME.matcher(id).matches(),
                prefix + why + "must start with a letter and can only contain [A-Za-z0-9-_]");
    }

    /** The same of a name in a path. */
    static void id(String id) {
        id("", id);
    }

    private static void timeout(JsonNode message) {
        JsonNode timeout = message.path("timeout");
        boolean given = !timeout.isMissingNode() && !timeout.isNull();
        refuseIf(
                given
                        && (!timeout.isTextual()
                                || !DURATION.matcher(timeout.asText()).matches()),
                "etl.InitSpecMsg.Spec: InitMsgBase: WaitTimeout: unmarshalerDecoder: time: invalid duration "
                        + timeout);
    }

    /** A wait that is over before it begins. */
    private static void waited(JsonNode message) {
        refuseIf(message.path("timeout").asText("").startsWith("-"), "timed out waiting for the condition");
    }

    private static String communication(JsonNode message) {
        String given = message.path("communication").asText("");
        return given.isEmpty() ? "hpush://" : given;
    }

    private static String decoded(JsonNode message, String member) {
        JsonNode value = message.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(value.asText()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refusal("etl.InitSpecMsg.Spec: decode base64: illegal base64 data at input byte 0");
        }
    }

    private static Map<?, ?> map(@Nullable Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Refusal("[] failed to parse pod spec: json: cannot unmarshal " + what);
    }

    private static List<?> list(@Nullable Object value, String what) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            return list;
        }
        throw new Refusal("[] failed to parse pod spec: json: cannot unmarshal " + what);
    }

    private static void refuseIf(boolean wrong, String message) {
        if (wrong) {
            throw new Refusal(message);
        }
    }
}
