package io.etlbed.cluster.etl.spec;

import java.util.Optional;
import java.util.function.Consumer;

/** SPEC-01: a Pod of version v1. */
final class FormatRule implements SpecRule {

    private static final String ID = "SPEC-01";

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        Cursor pod = spec.pod();
        if (!pod.isMap()) {
            violations.accept(pod.violation(ID, "a mapping in Kubernetes Pod format"));
            return;
        }
        Cursor version = pod.field("apiVersion");
        if (!version.string().equals(Optional.of("v1"))) {
            violations.accept(version.violation(ID, "\"v1\""));
        }
        Cursor kind = pod.field("kind");
        if (!kind.string().equals(Optional.of("Pod"))) {
            violations.accept(kind.violation(ID, "\"Pod\"", hint(kind)));
        }
        Cursor metadata = spec.metadata();
        if (metadata.exists() && !metadata.isMap()) {
            violations.accept(metadata.violation(ID, "a mapping"));
        }
        Cursor annotations = metadata.field("annotations");
        if (annotations.exists() && !annotations.isMap()) {
            violations.accept(annotations.violation(ID, "a mapping"));
        }
        if (spec.spec().exists() && !spec.spec().isMap()) {
            violations.accept(spec.spec().violation(ID, "a mapping"));
        }
    }

    private static Optional<String> hint(Cursor kind) {
        return kind.string()
                .filter("pod"::equalsIgnoreCase)
                .map(text -> "Kubernetes tells capitals from small letters");
    }
}
