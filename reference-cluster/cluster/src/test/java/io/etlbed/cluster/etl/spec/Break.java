package io.etlbed.cluster.etl.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A way to break one rule of a valid spec.
 *
 * @param areas what it touches; breaks of different areas do not disturb each other
 * @param expected what must be reported, and nothing else for it
 */
record Break(String name, Set<String> areas, Consumer<Map<String, Object>> change, List<Expected> expected) {

    private static final String ANNOTATIONS = "metadata.annotations";
    private static final String CONTAINER = "spec.containers[0]";
    private static final String PORT = CONTAINER + ".ports[0]";
    private static final String PROBE = CONTAINER + ".readinessProbe";
    private static final String GET = PROBE + ".httpGet";

    enum Place {
        KEY,
        VALUE
    }

    /**
     * @param path as reported
     * @param where the field whose line is reported
     */
    record Expected(String rule, String path, String where, Place place) {

        int line(YamlText yaml) {
            return place == Place.KEY ? yaml.keyLine(where) : yaml.valueLine(where);
        }
    }

    @Override
    public String toString() {
        return name;
    }

    static List<Break> all() {
        List<Break> all = new ArrayList<>();
        all.add(wrong("SPEC-01", "", "apiVersion", "v2"));
        all.add(missing("SPEC-01", "", "apiVersion"));
        all.add(wrong("SPEC-01", "", "kind", "Service"));
        all.add(wrong("SPEC-01", "", "kind", "pod"));
        all.add(missing("SPEC-01", "", "kind"));
        for (Object value : List.of("hpush", "http://", "", "HPUSH://", 5, true)) {
            all.add(wrong("SPEC-02", ANNOTATIONS, "communication_type", value));
        }
        for (Object value : List.of("5", "soon", "", "-1s", 90)) {
            all.add(wrong("SPEC-03", ANNOTATIONS, "wait_timeout", value));
        }
        all.add(new Break(
                "second container",
                Set.of("spec.containers"),
                tree -> {
                    List<Object> containers = list(SpecTrees.at(tree, "spec").get("containers"));
                    containers.add(SpecTrees.of("name", "side", "image", "busybox"));
                },
                List.of(new Expected("SPEC-04", "spec.containers", "spec.containers", Place.VALUE))));
        for (Object value : List.of("", "  ", 5)) {
            all.add(wrong("SPEC-05", CONTAINER, "image", value));
        }
        all.add(missing("SPEC-05", CONTAINER, "image"));
        all.add(whole("SPEC-06", CONTAINER, "ports", Set.of(PORT + ".name", PORT + ".containerPort")));
        all.add(wrong("SPEC-07", PORT, "name", "http"));
        all.add(missing("SPEC-07", PORT, "name"));
        for (Object value : List.of(0, -1, 65536, "80", 8.5, "default")) {
            all.add(wrong("SPEC-08", PORT, "containerPort", value));
        }
        all.add(missing("SPEC-08", PORT, "containerPort"));
        all.add(whole(
                "SPEC-09",
                CONTAINER,
                "readinessProbe",
                Set.of(PROBE + ".timeoutSeconds", PROBE + ".periodSeconds", GET + ".path", GET + ".port")));
        all.add(wrong("SPEC-10", PROBE, "timeoutSeconds", -1));
        all.add(wrong("SPEC-11", PROBE, "periodSeconds", "often"));
        all.add(wrong("SPEC-12", GET, "path", ""));
        all.add(missing("SPEC-12", GET, "path"));
        for (Object value : List.of(80, "http", "80")) {
            all.add(wrong("SPEC-13", GET, "port", value));
        }
        all.add(missing("SPEC-13", GET, "port"));
        all.add(forbidden("SPEC-14", "spec", "affinity", SpecTrees.of("nodeAffinity", SpecTrees.of()), "nodeAffinity"));
        all.add(forbidden("SPEC-18", "spec", "affinity", SpecTrees.of("podAffinity", SpecTrees.of()), "podAffinity"));
        all.add(forbidden(
                "SPEC-18", "spec", "affinity", SpecTrees.of("podAntiAffinity", SpecTrees.of()), "podAntiAffinity"));
        all.add(wrong("SPEC-18", "spec", "nodeName", "n1"));
        all.add(wrong("SPEC-18", "spec", "hostNetwork", true));
        all.add(wrong("SPEC-18", "metadata", "namespace", "default"));
        return all;
    }

    private static Break wrong(String rule, String parent, String field, Object value) {
        String path = join(parent, field);
        return new Break(
                path + " = " + value,
                Set.of(path),
                tree -> parent(tree, parent).put(field, value),
                List.of(new Expected(rule, path, path, Place.VALUE)));
    }

    private static Break missing(String rule, String parent, String field) {
        return whole(rule, parent, field, Set.of(join(parent, field)));
    }

    private static Break whole(String rule, String parent, String field, Set<String> areas) {
        String path = join(parent, field);
        return new Break(
                "no " + path,
                areas,
                tree -> parent(tree, parent).remove(field),
                List.of(new Expected(rule, path, parent, Place.KEY)));
    }

    private static Break forbidden(String rule, String parent, String field, Object value, String inner) {
        String path = join(parent, field);
        String reported = path + "." + inner;
        return new Break(
                reported,
                Set.of(path),
                tree -> parent(tree, parent).put(field, value),
                List.of(new Expected(rule, reported, reported, Place.KEY)));
    }

    private static String join(String parent, String field) {
        return parent.isEmpty() ? field : parent + "." + field;
    }

    private static Map<String, Object> parent(Map<String, Object> tree, String parent) {
        return parent.isEmpty() ? tree : SpecTrees.at(tree, parent);
    }

    private static List<Object> list(Object node) {
        @SuppressWarnings("unchecked")
        List<Object> list = (List<Object>) node;
        return list;
    }
}
