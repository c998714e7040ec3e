package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Resolves the variables that a container is to have. */
final class Environment {

    private final References references;
    private final Pod pod;
    private final String podIp;
    private final String hostIp;

    Environment(ObjectStore store, Pod pod, String podIp, String hostIp) {
        this.references = new References(store, pod.getMetadata().getNamespace());
        this.pod = pod;
        this.podIp = podIp;
        this.hostIp = hostIp;
    }

    /**
     * Variables in the order in which they are given; a value may refer to those before it.
     *
     * @throws ConfigException if something that is referred to is not there and not optional
     */
    Map<String, String> of(Container container) throws ConfigException {
        Map<String, String> variables = new LinkedHashMap<>();
        for (EnvFromSource source : container.getEnvFrom()) {
            String prefix = source.getPrefix() == null ? "" : source.getPrefix();
            all(source).forEach((key, value) -> variables.put(prefix + key, value));
        }
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                String value = variable.getValue() == null ? "" : variable.getValue();
                variables.put(variable.getName(), Expansion.expand(value, variables));
            } else {
                resolve(container, variable.getValueFrom())
                        .ifPresent(value -> variables.put(variable.getName(), value));
            }
        }
        return variables;
    }

    private Optional<String> resolve(Container container, EnvVarSource source) throws ConfigException {
        if (source.getFieldRef() != null) {
            return Optional.of(PodFields.value(pod, source.getFieldRef().getFieldPath(), podIp, hostIp));
        }
        if (source.getConfigMapKeyRef() != null) {
            var reference = source.getConfigMapKeyRef();
            boolean optional = Boolean.TRUE.equals(reference.getOptional());
            return key(
                    configMap(reference.getName(), optional),
                    reference.getKey(),
                    "ConfigMap",
                    reference.getName(),
                    optional);
        }
        if (source.getSecretKeyRef() != null) {
            var reference = source.getSecretKeyRef();
            boolean optional = Boolean.TRUE.equals(reference.getOptional());
            return key(
                    secret(reference.getName(), optional), reference.getKey(), "Secret", reference.getName(), optional);
        }
        if (source.getResourceFieldRef() != null) {
            return Optional.of(ResourceFields.value(
                    pod,
                    container,
                    source.getResourceFieldRef(),
                    references.allocatable(pod.getSpec().getNodeName())));
        }
        throw new ConfigException(
                "only fieldRef, resourceFieldRef, configMapKeyRef and secretKeyRef are supported in valueFrom");
    }

    private Map<String, String> all(EnvFromSource source) throws ConfigException {
        if (source.getConfigMapRef() != null) {
            boolean optional = Boolean.TRUE.equals(source.getConfigMapRef().getOptional());
            return configMap(source.getConfigMapRef().getName(), optional).orElse(Map.of());
        }
        if (source.getSecretRef() != null) {
            boolean optional = Boolean.TRUE.equals(source.getSecretRef().getOptional());
            return secret(source.getSecretRef().getName(), optional).orElse(Map.of());
        }
        return Map.of();
    }

    private Optional<String> key(
            Optional<Map<String, String>> data, String key, String kind, String name, boolean optional)
            throws ConfigException {
        Optional<String> value = data.map(entries -> entries.get(key));
        if (value.isEmpty() && !optional) {
            throw new ConfigException("couldn't find key " + key + " in " + kind + " "
                    + pod.getMetadata().getNamespace() + "/" + name);
        }
        return value;
    }

    private Optional<Map<String, String>> configMap(String name, boolean optional) throws ConfigException {
        return references.configMap(name, optional).map(Environment::texts);
    }

    private Optional<Map<String, String>> secret(String name, boolean optional) throws ConfigException {
        return references.secret(name, optional).map(Environment::texts);
    }

    private static Map<String, String> texts(Map<String, byte[]> entries) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries.forEach((key, value) -> texts.put(key, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }
}
