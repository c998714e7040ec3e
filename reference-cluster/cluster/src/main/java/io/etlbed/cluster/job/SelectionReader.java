package io.etlbed.cluster.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.wire.AisException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which objects clients select: by {@code objnames}, or by {@code template} (XFORM-06). */
final class SelectionReader {

    static final String NAMES = "objnames";
    static final String TEMPLATE = "template";

    private SelectionReader() {}

    /**
     * Reads a selection, of which there has to be one.
     *
     * @param prefix of the objects, beside it
     * @throws AisException 400 where there is none, there are both, or it makes no sense
     */
    static Selection read(JsonNode value, String prefix) {
        List<String> names = names(value.path(NAMES));
        String template = template(value.path(TEMPLATE));
        if (names.isEmpty() == template.isEmpty()) {
            throw new AisException(
                    400,
                    names.isEmpty()
                            ? "empty range template, and no \"objnames\": which objects?"
                            : "both \"objnames\" and \"template\": expected one of them");
        }
        if (!names.isEmpty()) {
            return new Selection(prefix, names, null);
        }
        Template.parse(template);
        return new Selection(prefix, null, template);
    }

    /** Each once, in the order given. */
    private static List<String> names(JsonNode found) {
        if (found.isMissingNode() || found.isNull()) {
            return List.of();
        }
        if (!found.isArray()) {
            throw JobReader.bad(NAMES, found, "an array of names");
        }
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode each : found) {
            if (!each.isTextual() || each.asText().isEmpty()) {
                throw JobReader.bad(NAMES, each, "names of objects");
            }
            names.add(each.asText());
        }
        return List.copyOf(names);
    }

    private static String template(JsonNode found) {
        if (found.isMissingNode() || found.isNull()) {
            return "";
        }
        if (!found.isTextual()) {
            throw JobReader.bad(TEMPLATE, found, "a template such as \"shard-{0000..0123}.tar\"");
        }
        return found.asText();
    }
}
