package io.etlbed.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A Pod specification under construction, addressed by paths such as {@code spec.containers[0].image}. Each change gives a
 * copy.
 */
public final class PodYaml {

    private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)|\\[(\\d+)]");

    private final Map<String, Object> tree;

    private PodYaml(Map<String, Object> tree) {
        this.tree = tree;
    }

    /** The documents' kind of transformer: a web server on port 80 with {@code /health}. */
    public static PodYaml transformer(String name, String image) {
        return new PodYaml(new LinkedHashMap<>())
                .with("apiVersion", "v1")
                .with("kind", "Pod")
                .with("metadata.name", name)
                .with("spec.containers[0].name", "server")
                .with("spec.containers[0].image", image)
                .with("spec.containers[0].imagePullPolicy", "IfNotPresent")
                .with("spec.containers[0].ports[0].name", "default")
                .with("spec.containers[0].ports[0].containerPort", 80)
                .with("spec.containers[0].command", List.of("/code/server.py", "--listen", "0.0.0.0", "--port", "80"))
                .with("spec.containers[0].readinessProbe.httpGet.path", "/health")
                .with("spec.containers[0].readinessProbe.httpGet.port", "default");
    }

    /** A program for {@code io://}, with neither ports nor a readiness probe: it needs none (SPEC-06, SPEC-09). */
    public static PodYaml program(String name, String image, List<String> command, List<String> args) {
        return new PodYaml(new LinkedHashMap<>())
                .with("apiVersion", "v1")
                .with("kind", "Pod")
                .with("metadata.name", name)
                .with("spec.containers[0].name", "program")
                .with("spec.containers[0].image", image)
                .with("spec.containers[0].imagePullPolicy", "IfNotPresent")
                .with("spec.containers[0].command", command)
                .with("spec.containers[0].args", args)
                .by(Mechanism.IO);
    }

    /** The same by another mechanism than the default. */
    public PodYaml by(Mechanism mechanism) {
        return with("metadata.annotations.communication_type", mechanism.text());
    }

    /** The same probed each second, so that checks need not wait for the default period; unless it says otherwise. */
    PodYaml probedOften() {
        String probe = "spec.containers[0].readinessProbe";
        return get(probe + ".periodSeconds").isPresent() || get(probe).isEmpty()
                ? this
                : with(probe + ".periodSeconds", 1);
    }

    /** The same with a value set; what lies above it is made where it is missing. */
    public PodYaml with(String path, @Nullable Object value) {
        PodYaml copy = copy();
        List<Object> steps = steps(path);
        Object at = copy.tree;
        for (int i = 0; i < steps.size() - 1; i++) {
            Object next = child(at, steps.get(i)).orElse(null);
            if (!(next instanceof Map || next instanceof List)) {
                next = steps.get(i + 1) instanceof Integer ? new ArrayList<>() : new LinkedHashMap<>();
                put(at, steps.get(i), next);
            }
            at = next;
        }
        put(at, steps.get(steps.size() - 1), deep(value));
        return copy;
    }

    /** The same without a member; it is no error where there is none. */
    public PodYaml without(String path) {
        PodYaml copy = copy();
        List<Object> steps = steps(path);
        Object at = copy.tree;
        for (int i = 0; i < steps.size() - 1; i++) {
            at = child(at, steps.get(i)).orElse(Map.of());
        }
        Object last = steps.get(steps.size() - 1);
        if (at instanceof Map<?, ?> map && !map.isEmpty()) {
            map.remove(last);
        } else if (at instanceof List<?> list && last instanceof Integer index && index < list.size()) {
            list.remove(index.intValue());
        }
        return copy;
    }

    /** What stands at a path. */
    public Optional<Object> get(String path) {
        Optional<Object> at = Optional.of(tree);
        for (Object step : steps(path)) {
            at = at.flatMap(node -> child(node, step));
        }
        return at;
    }

    /** The specification as people write it: a block of YAML. */
    public String text() {
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(tree);
    }

    @Override
    public String toString() {
        return text();
    }

    private static List<Object> steps(String path) {
        List<Object> steps = new ArrayList<>();
        Matcher match = STEP.matcher(path);
        while (match.find()) {
            steps.add(match.group(1) != null ? match.group(1) : Integer.valueOf(match.group(2)));
        }
        return steps;
    }

    private static Optional<Object> child(Object node, Object step) {
        if (node instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get(step));
        }
        return node instanceof List<?> list && step instanceof Integer index && index < list.size()
                ? Optional.ofNullable(list.get(index))
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static void put(Object node, Object step, @Nullable Object value) {
        if (node instanceof Map) {
            ((Map<String, @Nullable Object>) node).put((String) step, value);
        } else {
            List<@Nullable Object> list = (List<@Nullable Object>) node;
            int index = (Integer) step;
            if (index < list.size()) {
                list.set(index, value);
            } else {
                list.add(value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private PodYaml copy() {
        return new PodYaml((Map<String, Object>) deep(tree));
    }

    private static @Nullable Object deep(@Nullable Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(String.valueOf(key), deep(value)));
            return copy;
        }
        if (node instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(deep(value)));
            return copy;
        }
        return node;
    }
}
