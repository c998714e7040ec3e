package io.etlbed.cluster.etl.spec;

import io.etlbed.cluster.etl.spec.YamlValue.Entry;
import java.util.Optional;
import java.util.function.Consumer;

/** SPEC-14 and SPEC-18: what the cluster decides itself, to place each pod beside its target and to contact it. */
final class PlacementRules implements SpecRule {

    /** Labels under it are the cluster's own. */
    static final String RESERVED_LABELS = "nvidia.com/ais-";

    private static final String RULE = "SPEC-18";
    private static final String NO_SUCH_FIELD = "no such field";

    @Override
    public void check(SpecUnderTest spec, Consumer<Violation> violations) {
        Cursor affinity = spec.spec().field("affinity");
        String beside = "the cluster places each pod on the node of its target";
        refuse(affinity.field("nodeAffinity"), "SPEC-14", beside, violations);
        refuse(affinity.field("podAffinity"), RULE, beside, violations);
        refuse(affinity.field("podAntiAffinity"), RULE, beside, violations);
        refuse(spec.spec().field("nodeName"), RULE, beside, violations);
        refuse(spec.spec().field("nodeSelector"), RULE, beside, violations);
        Cursor hostNetwork = spec.spec().field("hostNetwork");
        if (hostNetwork.isTrue()) {
            violations.accept(
                    hostNetwork.violation(RULE, "false, or no such field", Optional.of("pods share their nodes")));
        }
        checkNamespace(spec, violations);
        checkLabels(spec.metadata().field("labels"), violations);
        checkEnvironment(spec.containers(), violations);
        checkEnvironment(spec.spec().field("initContainers"), violations);
    }

    private static void refuse(Cursor field, String rule, String reason, Consumer<Violation> violations) {
        if (field.exists()) {
            violations.accept(at(field.key(), field.violation(rule, NO_SUCH_FIELD, Optional.of(reason))));
        }
    }

    private static void checkNamespace(SpecUnderTest spec, Consumer<Violation> violations) {
        Cursor namespace = spec.metadata().field("namespace");
        String own = spec.context().namespace();
        if (namespace.exists() && !namespace.string().equals(Optional.of(own))) {
            violations.accept(namespace.violation(RULE, "\"" + own + "\", or no such field"));
        }
    }

    private static void checkLabels(Cursor labels, Consumer<Violation> violations) {
        for (var label : labels.entries().entrySet()) {
            if (label.getKey().startsWith(RESERVED_LABELS)) {
                Entry entry = label.getValue();
                violations.accept(new Violation(
                        RULE,
                        labels.path() + "[" + Texts.quote(label.getKey()) + "]",
                        Optional.of(entry.key()),
                        entry.value().describe(),
                        NO_SUCH_FIELD,
                        Optional.of("labels under " + RESERVED_LABELS + " are the cluster's own")));
            }
        }
    }

    private static void checkEnvironment(Cursor containers, Consumer<Violation> violations) {
        for (int c = 0; c < containers.items().size(); c++) {
            Cursor env = containers.item(c).field("env");
            for (int i = 0; i < env.items().size(); i++) {
                Cursor name = env.item(i).field("name");
                if (name.string().equals(Optional.of("AIS_TARGET_URL"))) {
                    violations.accept(name.violation(
                            RULE, "another name", Optional.of("the cluster sets AIS_TARGET_URL for each target")));
                }
            }
        }
    }

    private static Violation at(Position position, Violation violation) {
        return new Violation(
                violation.rule(),
                violation.path(),
                Optional.of(position),
                violation.found(),
                violation.expected(),
                violation.hint());
    }
}
