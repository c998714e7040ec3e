package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.PodYaml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Specifications: right ones in many shapes, and flawed ones with the flaws known. They shrink to the plainest. */
final class SpecArbitraries {

    private static final String CONTAINER = "spec.containers[0]";

    /** A right specification with something added that the documents do not mention. */
    private record Extra(String path, Object value) {}

    private static final List<Extra> EXTRAS = List.of(
            new Extra("metadata.labels", Map.of("team", "vision", "app.kubernetes.io/part-of", "suite")),
            new Extra("metadata.annotations.note", "a text: with 'marks' # and \"more\""),
            new Extra("metadata.annotations.communication_type", "hpush://"),
            new Extra("metadata.annotations.wait_timeout", "10m"),
            new Extra("metadata.namespace", "ais"),
            new Extra(CONTAINER + ".env", List.of(Map.of("name", "LANG", "value", "C.UTF-8"))),
            new Extra(CONTAINER + ".args", List.of()),
            new Extra(CONTAINER + ".resources", Map.of("requests", Map.of("memory", "16Mi"))),
            new Extra(CONTAINER + ".readinessProbe.periodSeconds", 1),
            new Extra(CONTAINER + ".readinessProbe.timeoutSeconds", 7),
            new Extra(CONTAINER + ".readinessProbe.initialDelaySeconds", 0),
            new Extra(CONTAINER + ".readinessProbe.failureThreshold", 30),
            new Extra(CONTAINER + ".ports[0].protocol", "TCP"),
            new Extra(CONTAINER + ".ports[1]", Map.of("name", "metrics", "containerPort", 9090)),
            new Extra(CONTAINER + ".workingDir", "/"),
            new Extra("spec.hostNetwork", false),
            new Extra("spec.restartPolicy", "Always"),
            new Extra("spec.terminationGracePeriodSeconds", 3),
            new Extra("spec.volumes", List.of(Map.of("name", "scratch", "emptyDir", Map.of()))));

    /**
     * A flawed specification.
     *
     * @param spec right but for the flaws
     * @param flaws what is wrong with it, each at a place of its own
     */
    record Flawed(PodYaml spec, List<Flaw> flaws) {

        @Override
        public String toString() {
            return flaws.stream()
                            .map(flaw -> flaw.rule() + " at " + flaw.path())
                            .toList() + " in\n" + spec.text();
        }
    }

    private SpecArbitraries() {}

    /** Right specifications of a transformer. */
    static Arbitrary<PodYaml> right(PodYaml plain) {
        return Arbitraries.of(EXTRAS).set().ofMaxSize(6).map(extras -> {
            PodYaml spec = plain;
            for (Extra extra : extras) {
                spec = spec.with(extra.path(), extra.value());
            }
            return spec;
        });
    }

    /** Specifications with one flaw or more. */
    static Arbitrary<Flawed> flawed(PodYaml plain) {
        Arbitrary<List<Flaw>> flaws =
                Arbitraries.of(Flaw.ALL).set().ofMinSize(1).ofMaxSize(7).map(SpecArbitraries::onePerPlace);
        return Combinators.combine(right(plain), flaws)
                .as((spec, chosen) -> new Flawed(Flaw.allIn(spec, chosen), chosen));
    }

    private static List<Flaw> onePerPlace(Set<Flaw> flaws) {
        Set<String> places = new HashSet<>();
        List<Flaw> chosen = new ArrayList<>();
        for (Flaw flaw : Flaw.ALL) {
            if (flaws.contains(flaw) && places.add(flaw.path())) {
                chosen.add(flaw);
            }
        }
        return List.copyOf(chosen);
    }
}
