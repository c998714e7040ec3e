package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.PodYaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Specifications: right ones, ones that break each rule, each pair of rules, and several. */
final class SpecKinds {

    /** Right ones, of which nothing may be said. */
    static final String RIGHT = "right";

    /** Right ones that are really started. */
    static final String RUNS = "runs";

    private static final int RUN_EVERY = 10;

    private SpecKinds() {}

    static List<Kind> all(FuzzTarget target, PodYaml plain, int longest) {
        List<Kind> kinds = new ArrayList<>();
        Arbitrary<SpecArbitraries.Flawed> right = Combinators.combine(
                        SpecArbitraries.rich(plain), SpecArbitraries.styles())
                .as((pod, style) -> new SpecArbitraries.Flawed(pod, List.of(), style));
        kinds.add(new Kind(RIGHT, right.map(spec -> spec(target, RIGHT, spec))));
        if (target == FuzzTarget.SPEC) {
            kinds.add(new Kind(RUNS, RUN_EVERY, right.map(spec -> spec(target, RUNS, spec))));
            kinds.add(new Kind("message", messages(right)));
            kinds.add(new Kind("name of the spec", namedBySpec(plain, longest)));
        }
        List<String> rules = List.copyOf(SpecArbitraries.rules());
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i; j < rules.size(); j++) {
                Set<String> broken = new LinkedHashSet<>(List.of(rules.get(i)));
                broken.add(rules.get(j));
                String name = String.join("+", broken);
                SpecArbitraries.breaking(plain, broken)
                        .forEach(specs -> kinds.add(new Kind(name, specs.map(spec -> spec(target, name, spec)))));
            }
        }
        Arbitrary<SpecArbitraries.Flawed> several = Combinators.combine(
                        SpecArbitraries.flawed(plain), SpecArbitraries.styles())
                .as((spec, style) -> new SpecArbitraries.Flawed(spec.pod(), spec.flaws(), style));
        kinds.add(new Kind("several", several.map(spec -> spec(target, "several", spec))));
        return kinds;
    }

    /** A right specification in a message whose own members are wrong; they win over annotations (SPEC-15). */
    private static Arbitrary<FuzzCase> messages(Arbitrary<SpecArbitraries.Flawed> right) {
        return Combinators.combine(
                        right,
                        Arbitraries.of("", "hpush", "ftp://", "HREV://"),
                        Arbitraries.of("timeout", "init_timeout"),
                        Arbitraries.of("soon", "-5m", "5"))
                .as((spec, communication, member, timeout) -> {
                    FuzzCase plain = spec(FuzzTarget.SPEC, "message", spec);
                    ObjectNode input = plain.input().put(member, timeout);
                    List<Violated> expected = new ArrayList<>(List.of(new Violated("SPEC-03", member, 0, 0)));
                    if (!communication.isEmpty()) {
                        input.put("communication", communication);
                        expected.add(new Violated("SPEC-02", "communication", 0, 0));
                    }
                    return new FuzzCase(FuzzTarget.SPEC, "message", input, expected);
                });
    }

    /** Without an id in the message it is the specification's own name (API-09): here one that is none. */
    private static Arbitrary<FuzzCase> namedBySpec(PodYaml plain, int longest) {
        Arbitrary<NameArbitraries.BadName> names = Arbitraries.of("NAME-01", "NAME-02", "NAME-03", "NAME-04")
                .flatMap(rule -> NameArbitraries.breaking(Set.of(rule), longest)
                        .map(name -> new NameArbitraries.BadName(name, rule)));
        return Combinators.combine(names, SpecArbitraries.styles()).as((bad, style) -> {
            PodYaml named = plain.with("metadata.name", bad.name());
            YamlWriter.Written written = YamlWriter.write(named.get("").orElseThrow(), style);
            YamlWriter.Spot spot = written.values().get("metadata.name");
            return new FuzzCase(
                    FuzzTarget.SPEC,
                    "name of the spec",
                    FuzzCase.object().put("id", "").put("spec", written.text()),
                    List.of(new Violated(bad.rule(), "metadata.name", spot.line(), spot.column())));
        });
    }

    /** Pairs of rules that no one specification breaks, for the record. */
    static List<String> impossible(PodYaml plain) {
        List<String> impossible = new ArrayList<>();
        List<String> rules = List.copyOf(SpecArbitraries.rules());
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size(); j++) {
                if (SpecArbitraries.breaking(plain, Set.of(rules.get(i), rules.get(j)))
                        .isEmpty()) {
                    impossible.add(rules.get(i) + "+" + rules.get(j));
                }
            }
        }
        return impossible;
    }

    private static FuzzCase spec(FuzzTarget target, String kind, SpecArbitraries.Flawed flawed) {
        YamlWriter.Written written = flawed.written();
        ObjectNode input = FuzzCase.object().put("spec", written.text());
        List<Violated> expected = new ArrayList<>();
        for (Flaw flaw : flawed.flaws()) {
            YamlWriter.Spot spot = written.spot(flaw);
            expected.add(new Violated(flaw.rule(), flaw.reported(), spot.line(), spot.column()));
        }
        return new FuzzCase(target, kind, input, expected);
    }

    /** ETL_IDs, each beside a specification without an image: so no legal one is started, and what is said of it is seen. */
    static List<Kind> names(PodYaml plain, int longest) {
        PodYaml flawed = plain.with("spec.containers[0].image", "");
        YamlWriter.Written written = YamlWriter.write(flawed.get("").orElseThrow(), Style.PLAIN);
        YamlWriter.Spot spot = written.values().get("spec.containers[0].image");
        Violated image = new Violated("SPEC-05", "spec.containers[0].image", spot.line(), spot.column());
        List<Kind> kinds = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            Set<String> rules = new LinkedHashSet<>();
            for (int i = 0; i < 4; i++) {
                if ((bits >> i & 1) == 1) {
                    rules.add("NAME-0" + (i + 1));
                }
            }
            String kind = rules.isEmpty() ? RIGHT : String.join("+", rules);
            List<Violated> expected = new ArrayList<>(List.of(image));
            rules.forEach(rule -> expected.add(new Violated(rule, "id", 0, 0)));
            Arbitrary<String> names =
                    rules.isEmpty() ? NameArbitraries.legal(longest) : NameArbitraries.breaking(rules, longest);
            kinds.add(new Kind(
                    kind,
                    names.map(name -> new FuzzCase(
                            FuzzTarget.NAME,
                            kind,
                            FuzzCase.object().put("id", name).put("spec", written.text()),
                            expected))));
        }
        return kinds;
    }
}
