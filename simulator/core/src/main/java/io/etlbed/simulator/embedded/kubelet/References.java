package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The config maps and secrets that a pod refers to; all in its own namespace.
 *
 * @param namespace of the pod
 */
record References(ObjectStore store, String namespace) {

    /**
     * The entries of a config map, binary ones too; empty where it is not there and need not be.
     *
     * @throws ConfigException if it is not there and must be
     */
    Optional<Map<String, byte[]>> configMap(String name, boolean optional) throws ConfigException {
        Optional<ConfigMap> found = store.of(ConfigMap.class).get(namespace, name);
        if (found.isEmpty() && !optional) {
            throw new ConfigException("configmap \"" + name + "\" not found");
        }
        return found.map(map -> {
            Map<String, byte[]> entries = decoded(map.getBinaryData());
            orEmpty(map.getData()).forEach((key, value) -> entries.put(key, value.getBytes(StandardCharsets.UTF_8)));
            return entries;
        });
    }

    /**
     * The entries of a secret; empty where it is not there and need not be.
     *
     * @throws ConfigException if it is not there and must be
     */
    Optional<Map<String, byte[]>> secret(String name, boolean optional) throws ConfigException {
        Optional<Secret> found = store.of(Secret.class).get(namespace, name);
        if (found.isEmpty() && !optional) {
            throw new ConfigException("secret \"" + name + "\" not found");
        }
        return found.map(secret -> {
            Map<String, byte[]> entries = decoded(secret.getData());
            orEmpty(secret.getStringData())
                    .forEach((key, value) -> entries.put(key, value.getBytes(StandardCharsets.UTF_8)));
            return entries;
        });
    }

    /** What a node has for pods; nothing where it is not there. */
    Map<String, Quantity> allocatable(@Nullable String node) {
        return Optional.ofNullable(node)
                .flatMap(name -> store.of(Node.class).get(null, name))
                .map(found -> found.getStatus().getAllocatable())
                .orElse(Map.of());
    }

    private static Map<String, byte[]> decoded(@Nullable Map<String, String> base64) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        orEmpty(base64)
                .forEach(
                        (key, value) -> entries.put(key, Base64.getMimeDecoder().decode(value)));
        return entries;
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
