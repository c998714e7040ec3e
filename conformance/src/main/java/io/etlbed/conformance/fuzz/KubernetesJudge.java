package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Creates objects by the Kubernetes API: right ones are there as they were sent, and go again; others are refused with 422, which names
 * each field that is wrong, and are not there.
 */
final class KubernetesJudge implements Judge {

    private static final String NAMESPACE = "/api/v1/namespaces/default/";
    private static final Map<String, String> PLURALS =
            Map.of("ConfigMap", "configmaps", "Pod", "pods", "Service", "services");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private long count;

    KubernetesJudge(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public String describe() {
        return "the Kubernetes API: what is right is stored as it was sent, what is not is refused with its fields named";
    }

    @Override
    public List<String> problems(FuzzCase tried) {
        if (!(tried.input().path("object").deepCopy() instanceof ObjectNode object)) {
            return List.of("the case has no object");
        }
        String plural = PLURALS.getOrDefault(object.path("kind").asText(), "configmaps");
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        if (metadata.path("name").asText().equals("fuzz")) {
            metadata.put("name", "fuzz-" + ProcessHandle.current().pid() + "-" + count++);
        }
        String name = metadata.path("name").asText();
        try {
            String answer = client.raw(NAMESPACE + plural, "POST", object);
            List<String> problems = new ArrayList<>();
            if (tried.expected().isEmpty()) {
                lacks(object, read(answer), "", problems);
                lacks(object, read(client.raw(NAMESPACE + plural + "/" + name, "GET", null)), "", problems);
            } else {
                problems.add("taken, in spite of " + tried.expected());
            }
            client.raw(NAMESPACE + plural + "/" + name + "?gracePeriodSeconds=0", "DELETE", null);
            return problems;
        } catch (KubernetesClientException e) {
            return refused(tried, e);
        }
    }

    private static List<String> refused(FuzzCase tried, KubernetesClientException e) {
        if (e.getCode() != 422) {
            return List.of("answered " + e.getCode() + ": " + e.getMessage());
        }
        Set<String> named = new TreeSet<>();
        if (e.getStatus() != null && e.getStatus().getDetails() != null) {
            for (StatusCause cause :
                    Optional.ofNullable(e.getStatus().getDetails().getCauses()).orElse(List.of())) {
                named.add(String.valueOf(cause.getField()));
            }
        }
        Set<String> expected = new TreeSet<>();
        tried.expected().forEach(each -> expected.add(each.path()));
        return named.equals(expected)
                ? List.of()
                : List.of("refused for " + named + " and not for " + expected + ": " + e.getMessage());
    }

    private static void lacks(JsonNode sent, JsonNode stored, String path, List<String> problems) {
        if (sent.isObject()) {
            sent.properties()
                    .forEach(field -> lacks(
                            field.getValue(), stored.path(field.getKey()), path + "." + field.getKey(), problems));
        } else if (sent.isArray()) {
            for (int i = 0; i < sent.size(); i++) {
                lacks(sent.get(i), stored.path(i), path + "[" + i + "]", problems);
            }
        } else if (!sent.asText().equals(stored.asText())) {
            problems.add(path.substring(1) + ": " + sent + " was sent, and " + stored + " is there");
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.nullNode();
        }
    }
}
