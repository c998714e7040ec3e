package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What holds for the metadata of every object. */
final class MetadataRules {

    private static final int MOST_ANNOTATION_BYTES = 256 * 1024;

    /** Of a prefix, longer ones are cut. */
    private static final int LONGEST_PREFIX = 58;

    /** Those that need no domain. */
    private static final Set<String> FINALIZERS = Set.of("foregroundDeletion", "kubernetes", "orphan");

    private MetadataRules() {}

    static void check(ObjectMeta metadata, NameRule names, Findings findings) {
        String generate = metadata.getGenerateName();
        if (metadata.getName() != null && !metadata.getName().isEmpty()) {
            names.check(metadata.getName())
                    .forEach(detail -> findings.invalid("metadata.name", metadata.getName(), detail));
        } else if (generate != null && !generate.isEmpty()) {
            // What is generated goes on after the prefix, which may therefore end with a dash.
            String prefix = generate.endsWith("-") && generate.length() > 1
                    ? generate.substring(0, generate.length() - 2) + "a"
                    : generate;
            names.check(prefix).forEach(detail -> findings.invalid("metadata.generateName", generate, detail));
            String name = generate.substring(0, Math.min(generate.length(), LONGEST_PREFIX)) + "xxxxx";
            names.check(name).forEach(detail -> findings.invalid("metadata.name", name, detail));
        }
        metadata.getLabels().forEach((key, value) -> {
            Names.qualifiedName(key).forEach(detail -> findings.invalid("metadata.labels", key, detail));
            Names.labelValue(value == null ? "" : value)
                    .forEach(detail -> findings.invalid("metadata.labels", String.valueOf(value), detail));
        });
        checkAnnotations(metadata, findings);
        checkFinalizers(metadata.getFinalizers(), findings);
        checkOwners(metadata.getOwnerReferences(), findings);
    }

    /** What is being deleted is not held up by anything new. */
    static void checkChange(ObjectMeta now, ObjectMeta before, Findings findings) {
        List<String> added = new ArrayList<>(now.getFinalizers());
        added.removeAll(before.getFinalizers());
        if (before.getDeletionTimestamp() != null && !added.isEmpty()) {
            String found = added.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
            findings.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + found + "}");
        }
    }

    private static void checkFinalizers(List<String> finalizers, Findings findings) {
        for (int i = 0; i < finalizers.size(); i++) {
            String name = finalizers.get(i);
            String at = "metadata.finalizers[" + i + "]";
            List<String> wrong = Names.qualifiedName(name);
            wrong.forEach(detail -> findings.invalid(at, name, detail));
            if (wrong.isEmpty() && name.indexOf('/') < 0 && !FINALIZERS.contains(name)) {
                findings.invalid(at, name, "name is neither a standard finalizer name nor is it fully qualified");
            }
        }
    }

    private static void checkOwners(List<OwnerReference> owners, Findings findings) {
        String at = "metadata.ownerReferences";
        for (OwnerReference owner : owners) {
            notEmpty(at + ".apiVersion", owner.getApiVersion(), "version must not be empty", findings);
            notEmpty(at + ".kind", owner.getKind(), "must not be empty", findings);
            notEmpty(at + ".name", owner.getName(), "must not be empty", findings);
            notEmpty(at + ".uid", owner.getUid(), "must not be empty", findings);
        }
        List<OwnerReference> controllers = owners.stream()
                .filter(each -> Boolean.TRUE.equals(each.getController()))
                .toList();
        if (controllers.size() > 1) {
            findings.invalid(
                    at,
                    controllers.get(1).getName(),
                    "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + controllers.get(0).getKind() + "/"
                            + controllers.get(0).getName() + " and "
                            + controllers.get(1).getKind() + "/"
                            + controllers.get(1).getName());
        }
    }

    private static void notEmpty(String field, @Nullable String value, String detail, Findings findings) {
        if (value == null || value.isEmpty()) {
            findings.invalid(field, "", detail);
        }
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
