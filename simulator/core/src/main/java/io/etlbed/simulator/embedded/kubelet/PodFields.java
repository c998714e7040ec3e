package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a pod that its containers may ask for ({@code fieldRef}). */
final class PodFields {

    private static final Pattern KEYED = Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)']");

    private PodFields() {}

    /**
     * The same as text of a file, where all labels and all annotations may be asked for as well: a line for each,
     * {@code key="value"}.
     */
    static String text(Pod pod, String path, String podIp, String hostIp) throws ConfigException {
        return switch (path) {
            case "metadata.labels" -> lines(pod.getMetadata().getLabels());
            case "metadata.annotations" -> lines(pod.getMetadata().getAnnotations());
            default -> value(pod, path, podIp, hostIp);
        };
    }

    private static String lines(@Nullable Map<String, String> entries) {
        return new TreeMap<>(entries == null ? Map.of() : entries)
                .entrySet().stream()
                        .map(each -> each.getKey() + "=\"" + escaped(each.getValue()) + "\"")
                        .collect(Collectors.joining("\n"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /**
     * The value of a field; empty for a label or annotation that the pod does not have.
     *
     * @throws ConfigException if there is no such field
     */
    static String value(Pod pod, String path, String podIp, String hostIp) throws ConfigException {
        Matcher keyed = KEYED.matcher(path);
        if (keyed.matches()) {
            Map<String, String> entries = keyed.group(1).equals("labels")
                    ? pod.getMetadata().getLabels()
                    : pod.getMetadata().getAnnotations();
            return entries == null ? "" : entries.getOrDefault(keyed.group(2), "");
        }
        return switch (path) {
            case "metadata.name" -> pod.getMetadata().getName();
            case "metadata.namespace" -> pod.getMetadata().getNamespace();
            case "metadata.uid" -> pod.getMetadata().getUid();
            case "spec.nodeName" -> pod.getSpec().getNodeName();
            case "spec.serviceAccountName" -> {
                String account = pod.getSpec().getServiceAccountName();
                yield account == null ? "default" : account;
            }
            case "status.podIP", "status.podIPs" -> podIp;
            case "status.hostIP", "status.hostIPs" -> hostIp;
            default -> throw new ConfigException("unsupported fieldPath: " + path);
        };
    }
}
