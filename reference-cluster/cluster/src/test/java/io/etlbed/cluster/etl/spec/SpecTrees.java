package io.etlbed.cluster.etl.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;

/** Generates valid specifications as trees: what the rules ask for, and much that they do not mention. */
final class SpecTrees {

    private final Map<String, Object> pod = new LinkedHashMap<>();

    private SpecTrees() {}

    /** @param communications what the annotation may say; an empty text leaves it out */
    static Arbitrary<Map<String, Object>> valid(String... communications) {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("abcXYZ019 :#'\"{}[]&*!|>%@`,\\-_.äß€")
                .ofMinLength(1)
                .ofMaxLength(12);
        Arbitrary<Map<String, String>> texts =
                Arbitraries.maps(Arbitraries.of("one", "two", "three"), words).ofMaxSize(3);
        return Builders.withBuilder(SpecTrees::new)
                .use(Arbitraries.integers().between(1, 65535))
                .inSetter(SpecTrees::base)
                .use(Arbitraries.of(communications))
                .inSetter(SpecTrees::communication)
                .use(Arbitraries.of("", "5m", "90s", "1h30m", "0s"))
                .inSetter(SpecTrees::timeout)
                .use(texts)
                .inSetter((tree, map) -> tree.put(tree.at("metadata"), "labels", map))
                .use(texts)
                .inSetter(SpecTrees::environment)
                .use(Arbitraries.integers().between(-1, 30))
                .inSetter((tree, n) -> tree.seconds("timeoutSeconds", n))
                .use(Arbitraries.integers().between(-1, 30))
                .inSetter((tree, n) -> tree.seconds("periodSeconds", n))
                .use(words.list().ofMaxSize(3))
                .inSetter((tree, list) -> tree.put(tree.container(), "args", list))
                .use(Arbitraries.integers().between(0, 127))
                .inSetter(SpecTrees::extras)
                .use(Arbitraries.longs())
                .inSetter(SpecTrees::shuffle)
                .build(tree -> tree.pod);
    }

    static Arbitrary<YamlText.Style> styles() {
        Arbitrary<Boolean> any = Arbitraries.of(false, true);
        return net.jqwik.api.Combinators.combine(Arbitraries.of(2, 4), any, any, any, any)
                .as(YamlText.Style::new);
    }

    static Map<String, Object> map(Object node) {
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) node;
        return map;
    }

    /** The mapping at a path such as {@code spec.containers[0].ports[0]}. */
    static Map<String, Object> at(Map<String, Object> tree, String path) {
        Object node = tree;
        for (String step : path.split("\\.", -1)) {
            String name = step.replace("[0]", "");
            node = map(node).get(name);
            node = step.endsWith("[0]") ? ((List<?>) node).get(0) : node;
        }
        return map(node);
    }

    private void base(int port) {
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        pod.put("metadata", of("name", "transformer", "annotations", of("note", "yes")));
        pod.put(
                "spec",
                of(
                        "containers",
                        list(of(
                                "name",
                                "server",
                                "image",
                                "aistorage/transformer_md5:latest",
                                "ports",
                                list(of("name", "default", "containerPort", port)),
                                "readinessProbe",
                                of("httpGet", of("path", "/health", "port", "default"))))));
    }

    private void communication(String text) {
        if (!text.isEmpty()) {
            at("metadata.annotations").put("communication_type", text);
        }
        if (text.equals("io://")) {
            container().remove("readinessProbe");
            container().put("command", List.of("md5sum"));
        }
    }

    private void timeout(String text) {
        if (!text.isEmpty()) {
            at("metadata.annotations").put("wait_timeout", text);
        }
    }

    private void environment(Map<String, String> variables) {
        List<Object> env = new ArrayList<>();
        variables.forEach((name, value) -> env.add(of("name", name, "value", value)));
        put(container(), "env", env);
    }

    private void seconds(String field, int value) {
        if (value >= 0 && container().containsKey("readinessProbe")) {
            map(container().get("readinessProbe")).put(field, value);
        }
    }

    private void extras(int bits) {
        Map<String, Object> spec = at("spec");
        List<Runnable> extras = List.of(
                () -> container().put("resources", of("limits", of("cpu", "500m", "memory", "1Gi"))),
                () -> spec.put("volumes", list(of("name", "v", "emptyDir", of()))),
                () -> spec.put("initContainers", list(of("name", "i", "image", "busybox", "command", list("true")))),
                () -> container().put("imagePullPolicy", "IfNotPresent"),
                () -> spec.put("terminationGracePeriodSeconds", 5),
                () -> spec.put("futureField", of("deep", list(1, "two", of("three", true)))),
                () -> map(((List<?>) container().get("ports")).get(0)).put("protocol", "TCP"));
        for (int i = 0; i < extras.size(); i++) {
            if ((bits >> i & 1) == 1) {
                extras.get(i).run();
            }
        }
    }

    /** The order of fields means nothing. */
    private void shuffle(long seed) {
        Random random = new Random(seed);
        List.of(pod, at("metadata"), at("spec"), container()).forEach(map -> {
            List<Map.Entry<String, Object>> entries = new ArrayList<>(map.entrySet());
            java.util.Collections.shuffle(entries, random);
            map.clear();
            entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        });
    }

    private Map<String, Object> container() {
        return at("spec.containers[0]");
    }

    private Map<String, Object> at(String path) {
        return at(pod, path);
    }

    private void put(Map<String, Object> map, String name, Object value) {
        if (!(value instanceof Map<?, ?> m && m.isEmpty()) && !(value instanceof List<?> l && l.isEmpty())) {
            map.put(name, value);
        }
    }

    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static List<Object> list(Object... items) {
        return new ArrayList<>(List.of(items));
    }

    static Map<String, Object> copy(Map<String, Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> copy.put(key, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        if (value instanceof Map) {
            return copy(map(value));
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copyOf(item)));
            return copy;
        }
        return value;
    }
}
