package io.etlbed.conformance.fuzz;

import io.etlbed.conformance.check.Mechanism;
import io.etlbed.conformance.check.PodYaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Specifications: right ones in many shapes, and flawed ones with the flaws known. They shrink to the plainest. */
final class SpecArbitraries {

    private static final String CONTAINER = "spec.containers[0]";
    private static final List<String> NASTY = "abcXYZ019 :#'\"{}[]&*!|>%@`,\\-_.äß€\t\uD83D\uDE00"
            .codePoints()
            .mapToObj(Character::toString)
            .toList();
    private static final List<String> MISTAKABLE =
            List.of("no", "yes", "~", "0644", "1e3", "null", "on", "1_000", "---");

    /** A right specification with something added that the documents do not mention. */
    record Extra(String path, Object value) {}

    private static final List<Extra> EXTRAS = List.of(
            new Extra("metadata.labels", Map.of("team", "vision", "app.kubernetes.io/part-of", "suite")),
            new Extra("metadata.annotations.note", "a text: with 'marks' # and \"more\""),
            new Extra("metadata.annotations.communication_type", "hpush://"),
            new Extra("metadata.annotations.wait_timeout", "10m"),
            new Extra("metadata.annotations.wait_timeout", "1h30m"),
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
     * A specification as somebody wrote it.
     *
     * @param pod right but for the flaws
     * @param flaws what is wrong with it, each at a place of its own
     */
    record Flawed(PodYaml pod, List<Flaw> flaws, Style style) {

        YamlWriter.Written written() {
            return YamlWriter.write(pod.get("").orElseThrow(), style);
        }

        PodYaml spec() {
            return pod;
        }

        @Override
        public String toString() {
            return flaws.stream()
                            .map(flaw -> flaw.rule() + " at " + flaw.path())
                            .toList() + " in\n" + written().text();
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

    /** The same with strings that are hard to write, and fields in any order. */
    static Arbitrary<PodYaml> rich(PodYaml plain) {
        Arbitrary<String> words = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(NASTY).list().ofMaxSize(12).map(signs -> String.join("", signs))),
                Tuple.of(1, Arbitraries.of(MISTAKABLE)));
        Arbitrary<Map<String, String>> texts = Arbitraries.maps(Arbitraries.of("one", "two", "three", "yes"), words)
                .ofMaxSize(3);
        return Combinators.combine(
                        right(plain), texts, words.list().ofMaxSize(3), Arbitraries.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L))
                .as((pod, notes, values, order) -> {
                    PodYaml spec = pod;
                    for (Map.Entry<String, String> note : notes.entrySet()) {
                        spec = spec.with("metadata.annotations." + note.getKey(), note.getValue());
                    }
                    for (int i = 0; i < values.size(); i++) {
                        spec = spec.with(
                                CONTAINER + ".env[" + (i + 9) + "]",
                                Map.of("name", "VALUE_" + i, "value", values.get(i)));
                    }
                    return order == 0 ? spec : shuffled(spec, order);
                });
    }

    static Arbitrary<Style> styles() {
        Arbitrary<Boolean> any = Arbitraries.of(false, true);
        return Combinators.combine(
                        Arbitraries.of(2, 4),
                        any,
                        Arbitraries.of(Style.Quotes.values()),
                        Arbitraries.of(99, 99, 5, 4, 3, 2, 1, 0),
                        any,
                        any,
                        any)
                .as(Style::new);
    }

    /** Specifications with one flaw or more. */
    static Arbitrary<Flawed> flawed(PodYaml plain) {
        Arbitrary<List<Flaw>> flaws =
                Arbitraries.of(Flaw.ALL).set().ofMinSize(1).ofMaxSize(7).map(chosen -> apart(chosen, Mechanism.HPUSH));
        return Combinators.combine(right(plain), flaws.filter(chosen -> !chosen.isEmpty()))
                .as((spec, chosen) -> new Flawed(Flaw.allIn(spec, chosen), chosen, Style.PLAIN));
    }

    /** Specifications that break exactly these rules, each once; none where the rules do not go together. */
    static List<Arbitrary<Flawed>> breaking(PodYaml plain, Set<String> rules) {
        Mechanism mechanism = rules.contains("COMM-04") ? Mechanism.IO : Mechanism.HPUSH;
        List<List<Flaw>> choices = choices(List.copyOf(rules), mechanism);
        if (choices.isEmpty()) {
            return List.of();
        }
        Arbitrary<PodYaml> right = rich(plain).map(spec -> mechanism == Mechanism.IO ? spec.by(mechanism) : spec);
        return List.of(Combinators.combine(right, Arbitraries.of(choices), styles())
                .as((spec, flaws, style) -> new Flawed(Flaw.allIn(spec, flaws), flaws, style)));
    }

    /** The ids of the rules that there are flaws for. */
    static Set<String> rules() {
        Set<String> rules = new TreeSet<>();
        Flaw.ALL.forEach(flaw -> rules.add(flaw.rule()));
        return rules;
    }

    private static List<List<Flaw>> choices(List<String> rules, Mechanism mechanism) {
        List<List<Flaw>> choices = new ArrayList<>();
        choices.add(List.of());
        for (String rule : rules) {
            List<List<Flaw>> longer = new ArrayList<>();
            for (List<Flaw> chosen : choices) {
                Flaw.ALL.stream()
                        .filter(flaw -> flaw.rule().equals(rule) && flaw.isOne(mechanism))
                        .filter(flaw -> chosen.stream().allMatch(flaw::goesWith))
                        .forEach(flaw -> {
                            List<Flaw> more = new ArrayList<>(chosen);
                            more.add(flaw);
                            longer.add(more);
                        });
            }
            choices = longer;
        }
        return choices;
    }

    private static List<Flaw> apart(Set<Flaw> flaws, Mechanism mechanism) {
        List<Flaw> chosen = new ArrayList<>();
        for (Flaw flaw : Flaw.ALL) {
            if (flaws.contains(flaw) && flaw.isOne(mechanism) && chosen.stream().allMatch(flaw::goesWith)) {
                chosen.add(flaw);
            }
        }
        return List.copyOf(chosen);
    }

    /** The order of fields means nothing. */
    private static PodYaml shuffled(PodYaml spec, long seed) {
        Random random = new Random(seed);
        PodYaml shuffled = spec;
        for (String path : List.of(CONTAINER, "metadata")) {
            Map<?, ?> map = (Map<?, ?>) spec.get(path).orElse(Map.of());
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            Collections.shuffle(entries, random);
            Map<String, Object> again = new LinkedHashMap<>();
            entries.forEach(entry -> again.put(entry.getKey().toString(), entry.getValue()));
            shuffled = shuffled.with(path, again);
        }
        return shuffled;
    }
}
