package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What the documents put into annotations of a spec, for servers that read it from the init message alone. */
final class Annotations {

    private static final Map<String, String> MEMBERS =
            Map.of("communication_type", "communication", "wait_timeout", "timeout");

    private Annotations() {}

    /** The message with the annotations of its spec as members; a spec that is wrong is left as it is. */
    static ObjectNode lifted(ObjectNode message, String yaml) {
        try {
            Object spec = new Load(LoadSettings.builder().build()).loadFromString(yaml);
            if (spec instanceof Map<?, ?> pod
                    && pod.get("metadata") instanceof Map<?, ?> metadata
                    && metadata.get("annotations") instanceof Map<?, ?> annotations) {
                MEMBERS.forEach((annotation, member) -> {
                    if (annotations.get(annotation) instanceof String value) {
                        message.put(member, value);
                    }
                });
            }
            return message;
        } catch (YamlEngineException e) {
            return message;
        }
    }
}
