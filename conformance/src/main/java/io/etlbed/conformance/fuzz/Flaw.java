package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.PodYaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to break one rule of a right specification. Flaws at different places do not hide each other.
 *
 * @param rule that is broken
 * @param path of the field that is changed
 * @param value that the field gets; empty where the field goes
 * @param reported path of the field that a report names
 * @param place whose line and column it tells
 */
record Flaw(String rule, String path, Optional<Object> value, String reported, Place place) {

    /** What of a field a report points at. */
    enum Place {
        /** Its name: the field is not to be there. */
        KEY,
        /** Its value, or where there is none its name. */
        VALUE,
        /** The name of what lacks it. */
        AROUND
    }

    private static final String CONTAINERS = "spec.containers";
    private static final String CONTAINER = "spec.containers[0]";
    private static final String PORT = CONTAINER + ".ports[0]";
    private static final String PROBE = CONTAINER + ".readinessProbe";
    private static final String ANNOTATIONS = "metadata.annotations";
    private static final Map<String, Object> NODES =
            Map.of("requiredDuringSchedulingIgnoredDuringExecution", Map.of("nodeSelectorTerms", List.of()));

    /** All that are known. */
    static final List<Flaw> ALL = List.of(
            set("SPEC-01", "apiVersion", "v2"),
            set("SPEC-01", "apiVersion", 1),
            gone("SPEC-01", "apiVersion"),
            set("SPEC-01", "kind", "pod"),
            gone("SPEC-01", "kind"),
            set("SPEC-01", "metadata.labels.team", 5),
            set("SPEC-01", "metadata.labels.team", true),
            set("SPEC-01", "spec.terminationGracePeriodSeconds", "soon"),
            set("SPEC-01", CONTAINER + ".workingDir", List.of("/")),
            set("SPEC-02", ANNOTATIONS + ".communication_type", "ftp://"),
            set("SPEC-02", ANNOTATIONS + ".communication_type", "hpush"),
            set("SPEC-02", ANNOTATIONS + ".communication_type", "HPUSH://"),
            set("SPEC-02", ANNOTATIONS + ".communication_type", 5),
            set("SPEC-03", ANNOTATIONS + ".wait_timeout", "soon"),
            set("SPEC-03", ANNOTATIONS + ".wait_timeout", "-3m"),
            set("SPEC-03", ANNOTATIONS + ".wait_timeout", "5"),
            set("SPEC-03", ANNOTATIONS + ".wait_timeout", 300),
            new Flaw(
                    "SPEC-04",
                    CONTAINERS + "[1]",
                    Optional.of(Map.of("name", "side", "image", "busybox")),
                    CONTAINERS,
                    Place.VALUE),
            set("SPEC-04", CONTAINERS, List.of()),
            gone("SPEC-04", CONTAINERS),
            gone("SPEC-05", CONTAINER + ".image"),
            set("SPEC-05", CONTAINER + ".image", ""),
            set("SPEC-05", CONTAINER + ".image", "  "),
            set("SPEC-05", CONTAINER + ".image", 5),
            gone("SPEC-06", CONTAINER + ".ports"),
            set("SPEC-06", CONTAINER + ".ports", List.of()),
            gone("SPEC-07", PORT + ".name"),
            set("SPEC-07", PORT + ".name", "http"),
            set("SPEC-07", PORT + ".name", "Default"),
            gone("SPEC-08", PORT + ".containerPort"),
            set("SPEC-08", PORT + ".containerPort", 0),
            set("SPEC-08", PORT + ".containerPort", -1),
            set("SPEC-08", PORT + ".containerPort", 65_536),
            set("SPEC-08", PORT + ".containerPort", "80"),
            gone("SPEC-09", PROBE),
            set("SPEC-10", PROBE + ".timeoutSeconds", -1),
            set("SPEC-10", PROBE + ".timeoutSeconds", "5s"),
            set("SPEC-11", PROBE + ".periodSeconds", -10),
            set("SPEC-11", PROBE + ".periodSeconds", "often"),
            gone("SPEC-12", PROBE + ".httpGet.path"),
            set("SPEC-12", PROBE + ".httpGet.path", ""),
            gone("SPEC-13", PROBE + ".httpGet.port"),
            set("SPEC-13", PROBE + ".httpGet.port", 80),
            set("SPEC-13", PROBE + ".httpGet.port", "http"),
            forbidden("SPEC-14", "spec.affinity.nodeAffinity", NODES),
            forbidden("SPEC-18", "spec.affinity.podAffinity", Map.of()),
            forbidden("SPEC-18", "spec.affinity.podAntiAffinity", Map.of()),
            forbidden("SPEC-18", "spec.nodeName", "node-1"),
            forbidden("SPEC-18", "spec.nodeSelector", Map.of("disk", "ssd")),
            set("SPEC-18", "spec.hostNetwork", true),
            set("SPEC-18", "metadata.namespace", "kube-system"),
            set("SPEC-18", CONTAINER + ".env[0].name", "AIS_TARGET_URL"),
            gone("COMM-04", CONTAINER + ".command"),
            set("COMM-04", CONTAINER + ".command", List.of()));

    private static Flaw set(String rule, String path, Object value) {
        return new Flaw(rule, path, Optional.of(value), path, Place.VALUE);
    }

    private static Flaw gone(String rule, String path) {
        return new Flaw(rule, path, Optional.empty(), path, Place.AROUND);
    }

    private static Flaw forbidden(String rule, String path, Object value) {
        return new Flaw(rule, path, Optional.of(value), path, Place.KEY);
    }

    /** Whether it is one in a specification of that mechanism. */
    boolean isOne(Mechanism mechanism) {
        return switch (rule) {
            case "COMM-04" -> mechanism == Mechanism.IO;
            // A program needs neither, and that it is one the annotation says.
            case "SPEC-02", "SPEC-06", "SPEC-09" -> mechanism != Mechanism.IO;
            default -> true;
        };
    }

    /** Whether both can be seen in one specification. */
    boolean goesWith(Flaw other) {
        return !lies(path, other.path) && !lies(other.path, path);
    }

    private static boolean lies(String path, String below) {
        return path.equals(below) || path.startsWith(below + ".") || path.startsWith(below + "[");
    }

    /** The specification with this flaw. */
    PodYaml in(PodYaml right) {
        return value.isPresent() ? right.with(path, value.get()) : right.without(path);
    }

    /** The specification with all of these. */
    static PodYaml allIn(PodYaml right, List<Flaw> flaws) {
        PodYaml flawed = right;
        for (Flaw flaw : flaws) {
            flawed = flaw.in(flawed);
        }
        return flawed;
    }
}
