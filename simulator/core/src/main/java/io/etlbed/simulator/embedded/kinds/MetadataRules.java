package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What holds for the metadata of every object. */
final class MetadataRules {

    private static final int MOST_ANNOTATION_BYTES = 256 * 1024;

    private MetadataRules() {}

    static void check(ObjectMeta metadata, NameRule names, Findings findings) {
        String generate = metadata.getGenerateName();
        if (metadata.getName() != null && !metadata.getName().isEmpty()) {
            names.check(metadata.getName())
                    .forEach(detail -> findings.invalid("metadata.name", metadata.getName(), detail));
        } else if (generate != null && !generate.isEmpty()) {
            // What is generated goes on after the prefix, which may therefore end with a dash.
            names.check(generate + "x").forEach(detail -> findings.invalid("metadata.generateName", generate, detail));
        }
        metadata.getLabels().forEach((key, value) -> {
            Names.qualifiedName(key).forEach(detail -> findings.invalid("metadata.labels", key, detail));
            Names.labelValue(value == null ? "" : value)
                    .forEach(detail -> findings.invalid("metadata.labels", String.valueOf(value), detail));
        });
        checkAnnotations(metadata, findings);
    }

    private static void checkAnnotations(ObjectMeta metadata, Findings findings) {
        long size = 0;
        for (var each : metadata.getAnnotations().entrySet()) {
            Names.qualifiedName(each.getKey().toLowerCase(Locale.ROOT))
                    .forEach(detail -> findings.invalid("metadata.annotations", each.getKey(), detail));
            size += each.getKey().length();
            size += each.getValue() == null ? 0 : each.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MOST_ANNOTATION_BYTES) {
            findings.add(new FieldError(
                    "metadata.annotations",
                    "FieldValueTooLong",
                    "Too long: may not be more than " + MOST_ANNOTATION_BYTES + " bytes"));
        }
    }
}
