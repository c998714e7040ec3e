package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.PodYaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to break one rule of a right specification. Flaws at different places do not hide each other.
 *
 * @param rule that is broken
 * @param path of the field
 * @param value that the field gets; empty where the field goes
 */
public record Flaw(String rule, String path, Optional<Object> value) {

    private static final String CONTAINER = "spec.containers[0]";

    /** All that are known; of those with one path only one fits into a specification. */
    static final List<Flaw> ALL = List.of(
            set("SPEC-02", "metadata.annotations.communication_type", "ftp://"),
            set("SPEC-02", "metadata.annotations.communication_type", "hpush"),
            set("SPEC-03", "metadata.annotations.wait_timeout", "soon"),
            set("SPEC-03", "metadata.annotations.wait_timeout", "-3m"),
            gone("SPEC-05", CONTAINER + ".image"),
            set("SPEC-05", CONTAINER + ".image", ""),
            gone("SPEC-07", CONTAINER + ".ports[0].name"),
            set("SPEC-07", CONTAINER + ".ports[0].name", "http"),
            gone("SPEC-08", CONTAINER + ".ports[0].containerPort"),
            set("SPEC-08", CONTAINER + ".ports[0].containerPort", 0),
            set("SPEC-08", CONTAINER + ".ports[0].containerPort", 65_536),
            gone("SPEC-12", CONTAINER + ".readinessProbe.httpGet.path"),
            set("SPEC-12", CONTAINER + ".readinessProbe.httpGet.path", ""),
            gone("SPEC-13", CONTAINER + ".readinessProbe.httpGet.port"),
            set("SPEC-13", CONTAINER + ".readinessProbe.httpGet.port", 80),
            set("SPEC-13", CONTAINER + ".readinessProbe.httpGet.port", "http"),
            set(
                    "SPEC-14",
                    "spec.affinity.nodeAffinity",
                    Map.of("requiredDuringSchedulingIgnoredDuringExecution", Map.of("nodeSelectorTerms", List.of()))),
            set("SPEC-18", "spec.nodeName", "node-1"),
            set("SPEC-18", "spec.hostNetwork", true),
            set("SPEC-18", "metadata.namespace", "kube-system"));

    private static Flaw set(String rule, String path, Object value) {
        return new Flaw(rule, path, Optional.of(value));
    }

    private static Flaw gone(String rule, String path) {
        return new Flaw(rule, path, Optional.empty());
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
