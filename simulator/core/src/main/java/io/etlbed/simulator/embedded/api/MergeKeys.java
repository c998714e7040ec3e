package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which lists a strategic merge patch merges by the value of a key, as the types of Kubernetes say; others are replaced. */
final class MergeKeys {

    private static final Map<String, String> BY_LIST = Map.ofEntries(
            Map.entry("addresses", "type"),
            Map.entry("allocatedResourcesStatus", "name"),
            Map.entry("conditions", "type"),
            Map.entry("containers", "name"),
            Map.entry("env", "name"),
            Map.entry("ephemeralContainers", "name"),
            Map.entry("hostAliases", "ip"),
            Map.entry("hostIPs", "ip"),
            Map.entry("imagePullSecrets", "name"),
            Map.entry("initContainers", "name"),
            Map.entry("ownerReferences", "uid"),
            Map.entry("podIPs", "ip"),
            Map.entry("resourceClaims", "name"),
            Map.entry("resourceClaimStatuses", "name"),
            Map.entry("schedulingGates", "name"),
            Map.entry("secrets", "name"),
            Map.entry("topologySpreadConstraints", "topologyKey"),
            Map.entry("volumeDevices", "devicePath"),
            Map.entry("volumeMounts", "mountPath"),
            Map.entry("volumes", "name"));

    private static final Set<String> SETS = Set.of("finalizers", "podCIDRs");

    private MergeKeys() {}

    /** The key by which the objects of a list are told apart. */
    static Optional<String> of(String list, JsonNode existing, JsonNode patch) {
        if (!list.equals("ports")) {
            return Optional.ofNullable(BY_LIST.get(list));
        }
        // The ports of a container and those of a service go by the same name.
        boolean ofContainer = mentions(existing, "containerPort") || mentions(patch, "containerPort");
        return Optional.of(ofContainer ? "containerPort" : "port");
    }

    /** Whether a list of plain values is a set, to which a patch adds. */
    static boolean isSet(String list) {
        return SETS.contains(list);
    }

    private static boolean mentions(JsonNode list, String field) {
        for (JsonNode each : list) {
            if (each.has(field)) {
                return true;
            }
        }
        return false;
    }
}
