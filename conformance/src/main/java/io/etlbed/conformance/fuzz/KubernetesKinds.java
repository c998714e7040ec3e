package io.etlbed.conformance.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.check.PodYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Objects of Kubernetes: right ones, and ones with a mistake or two for which Kubernetes has a field to name. No pod of them is placed. */
final class KubernetesKinds {

    private static final ObjectMapper JSON = new ObjectMapper();

    private KubernetesKinds() {}

    /**
     * A mistake.
     *
     * @param named the field that the refusal names
     */
    private record Mistake(String path, Object value, String named) {

        boolean goesWith(Mistake other) {
            return !path.startsWith(other.path) && !other.path.startsWith(path);
        }
    }

    private static final List<Mistake> OF_ANY = List.of(
            new Mistake("metadata.name", "Fuzz-Capital", "metadata.name"),
            new Mistake("metadata.name", "-fuzz", "metadata.name"),
            new Mistake("metadata.name", "fuzz_x", "metadata.name"),
            new Mistake("metadata.name", "f".repeat(254), "metadata.name"),
            new Mistake("metadata.labels.team", "a b", "metadata.labels"),
            new Mistake("metadata.labels.team", "x".repeat(64), "metadata.labels"),
            new Mistake("metadata.annotations", Map.of("a b", "c"), "metadata.annotations"));

    private static final List<Mistake> OF_MAPS = List.of(
            new Mistake("data", Map.of("a/b", "c"), "data[a/b]"), new Mistake("data", Map.of("..", "c"), "data[..]"));

    private static final List<Mistake> OF_PODS = List.of(
            new Mistake("spec.containers[0].name", "Server", "spec.containers[0].name"),
            new Mistake("spec.containers[0].image", "", "spec.containers[0].image"),
            new Mistake(
                    "spec.containers[0].ports[0].containerPort", 70_000, "spec.containers[0].ports[0].containerPort"),
            new Mistake("spec.containers[0].ports[0].protocol", "FTP", "spec.containers[0].ports[0].protocol"),
            new Mistake("spec.restartPolicy", "Sometimes", "spec.restartPolicy"),
            new Mistake("spec.dnsPolicy", "Nowhere", "spec.dnsPolicy"),
            new Mistake("spec.containers[0].env[0].name", "", "spec.containers[0].env[0].name"),
            new Mistake("spec.containers[0].imagePullPolicy", "Often", "spec.containers[0].imagePullPolicy"),
            new Mistake("spec.terminationGracePeriodSeconds", -1, "spec.terminationGracePeriodSeconds"));

    private static final List<Mistake> OF_SERVICES = List.of(
            new Mistake("spec.ports[0].port", 0, "spec.ports[0].port"),
            new Mistake("spec.ports[0].port", 65_536, "spec.ports[0].port"),
            new Mistake("spec.ports[0].protocol", "FTP", "spec.ports[0].protocol"),
            new Mistake("spec.type", "Nowhere", "spec.type"),
            new Mistake("spec.sessionAffinity", "Perhaps", "spec.sessionAffinity"));

    static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        add(kinds, "ConfigMap", map(), OF_MAPS);
        add(kinds, "Pod", pod(), OF_PODS);
        add(kinds, "Service", service(), OF_SERVICES);
        return kinds;
    }

    private static void add(List<Kind> kinds, String type, Arbitrary<PodYaml> right, List<Mistake> own) {
        List<Mistake> all = Stream.concat(OF_ANY.stream(), own.stream()).toList();
        String taken = type + " right";
        kinds.add(new Kind(taken, right.map(object -> object(taken, object, List.of()))));
        for (Mistake mistake : all) {
            String name = type + " " + mistake.path + " " + all.indexOf(mistake);
            List<List<Mistake>> chosen = new ArrayList<>(List.of(List.of(mistake)));
            all.stream().filter(mistake::goesWith).forEach(other -> chosen.add(List.of(mistake, other)));
            kinds.add(new Kind(
                    name, Combinators.combine(right, Arbitraries.of(chosen)).as((object, both) -> {
                        PodYaml wrong = object;
                        for (Mistake each : both) {
                            wrong = wrong.with(each.path, each.value);
                        }
                        return object(name, wrong, both);
                    })));
        }
    }

    private static FuzzCase object(String kind, PodYaml object, List<Mistake> mistakes) {
        ObjectNode input = FuzzCase.object();
        input.set("object", JSON.valueToTree(object.get("").orElseThrow()));
        List<Violated> expected = mistakes.stream()
                .map(mistake -> new Violated("422", mistake.named, 0, 0))
                .distinct()
                .toList();
        return new FuzzCase(FuzzTarget.KUBERNETES, kind, input, expected);
    }

    private static Arbitrary<PodYaml> map() {
        return Combinators.combine(texts(), texts())
                .as((labels, data) -> base("ConfigMap", labels).with("data", data));
    }

    private static Arbitrary<PodYaml> pod() {
        return Combinators.combine(texts(), texts(), Arbitraries.integers().between(1, 65_535))
                .as((labels, env, port) -> {
                    PodYaml pod = base("Pod", labels)
                            // Kept from being placed, so that nothing is run.
                            .with("spec.schedulingGates", List.of(Map.of("name", "etlbed/fuzz")))
                            .with("spec.containers[0].name", "server")
                            .with("spec.containers[0].image", "fuzz/none")
                            .with("spec.containers[0].ports[0].containerPort", port);
                    for (Map.Entry<String, String> each : env.entrySet()) {
                        pod = pod.with(
                                "spec.containers[0].env[99]", Map.of("name", each.getKey(), "value", each.getValue()));
                    }
                    return pod;
                });
    }

    private static Arbitrary<PodYaml> service() {
        return Combinators.combine(texts(), Arbitraries.integers().between(1, 65_535), Arbitraries.of("TCP", "UDP"))
                .as((labels, port, protocol) -> base("Service", labels)
                        .with("spec.selector.app", "fuzz")
                        .with("spec.ports[0].port", port)
                        // Else it is the port, and as wrong.
                        .with("spec.ports[0].targetPort", 80)
                        .with("spec.ports[0].protocol", protocol));
    }

    private static PodYaml base(String kind, Map<String, String> annotations) {
        PodYaml object = PodYaml.transformer("fuzz", "none").without("spec").with("kind", kind);
        return annotations.isEmpty() ? object : object.with("metadata.annotations", annotations);
    }

    private static Arbitrary<Map<String, String>> texts() {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("aB9 :#'\"{}[]&*!|>%@`,\\-_.ä€\n\t")
                .ofMaxLength(10);
        return Arbitraries.maps(Arbitraries.of("one", "two", "three"), words).ofMaxSize(3);
    }
}
