package io.etlbed.cluster.etl.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Checks specifications: every rule of the catalogue's chapter SPEC, all violations at once (SPEC-16). */
public final class EtlSpecs {

    private static final List<SpecRule> RULES = List.of(
            new FormatRule(),
            new AnnotationRules(),
            new ContainerRules(),
            new PortRules(),
            new ProbeRules(),
            new ProgramRule(),
            new PlacementRules());

    private EtlSpecs() {}

    /** As {@link #check(String, SpecContext)}, with no init message around the spec. */
    public static SpecReport check(String yaml) {
        return check(yaml, SpecContext.standard());
    }

    /** Never throws, whatever the text. */
    public static SpecReport check(String yaml, SpecContext context) {
        YamlReader.Document document;
        try {
            document = YamlReader.read(yaml);
        } catch (YamlProblem e) {
            return new SpecReport(List.of(e.violation()), Optional.empty());
        }
        SpecUnderTest spec = new SpecUnderTest(Cursor.root(document.root()), context);
        List<Violation> violations = new ArrayList<>();
        document.duplicates().forEach(duplicate -> violations.add(duplicate.violation()));
        if (isOtherKind(spec)) {
            new FormatRule().check(spec, violations::add);
            return report(violations);
        }
        RULES.forEach(rule -> rule.check(spec, violations::add));
        if (!(JsonTrees.of(document.root()) instanceof ObjectNode json)) {
            return report(violations);
        }
        ObjectNode remaining = json.deepCopy();
        for (Violation type : PodTypes.check(remaining, spec.pod())) {
            if (violations.stream().noneMatch(known -> covers(known.path(), type.path()))) {
                violations.add(type);
            }
        }
        return violations.isEmpty()
                ? new SpecReport(List.of(), Optional.of(new EtlSpec(spec, json)))
                : report(violations);
    }

    /**
     * Whether a text can be read and was plainly not meant as a Pod: another kind of object, or none of Kubernetes. Never throws.
     */
    public static boolean isSomethingElse(String yaml) {
        try {
            SpecUnderTest spec =
                    new SpecUnderTest(Cursor.root(YamlReader.read(yaml).root()), SpecContext.standard());
            Cursor pod = spec.pod();
            boolean named =
                    pod.field("kind").exists() || pod.field("apiVersion").exists();
            return isOtherKind(spec) || !(named || spec.containers().exists());
        } catch (YamlProblem e) {
            return false;
        }
    }

    /** What is plainly something else than a Pod is not held against the rules of a Pod. */
    private static boolean isOtherKind(SpecUnderTest spec) {
        Cursor pod = spec.pod();
        if (!pod.isMap()) {
            return true;
        }
        boolean other = pod.field("kind")
                .string()
                .filter(kind -> !kind.equalsIgnoreCase("Pod"))
                .isPresent();
        return other && !spec.containers().exists();
    }

    /** What is said of a field is enough of what is in it; but for a list of containers, whose number says nothing of their fields. */
    private static boolean covers(String known, String path) {
        boolean within = path.startsWith(known + ".") || path.startsWith(known + "[");
        return path.equals(known) || (within && !known.equals("spec.containers"));
    }

    private static SpecReport report(List<Violation> violations) {
        violations.sort(Comparator.comparing(violation -> violation.position().orElse(Position.START)));
        return new SpecReport(violations, Optional.empty());
    }
}
