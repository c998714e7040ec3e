package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Selectors choose what their meaning in the documents ("Labels and Selectors", "Field Selectors") says. */
class SelectorProperties {

    private static final List<String> KEYS = List.of("app", "example.com/tier", "in", "A_1.b-c");
    private static final List<String> VALUES = List.of("", "a", "b", "10", "9", "notin", "X_y.z-1");

    /** As selectors by fields have them; the empty one is that of a pod that has no node yet. */
    private static final List<String> NODES = List.of("", "node-1", "node-2");

    private static PropertyServer server;
    private static String maps;
    private static String pods;
    private static final Map<String, Map<String, String>> LABELS = new TreeMap<>();
    private static final Map<String, Map<String, String>> FIELDS = new TreeMap<>();

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
        String namespace = server.api.freshNamespace();
        maps = namespace + "configmaps";
        pods = namespace + "pods";
        for (int i = 0; i < 40; i++) {
            Map<String, String> labels = new HashMap<>();
            for (int k = 0; k < KEYS.size(); k++) {
                int value = (i * (2 * k + 3) + i / 5 + k) % (VALUES.size() + 2);
                if (value < VALUES.size()) {
                    labels.put(KEYS.get(k), VALUES.get(value));
                }
            }
            LABELS.put("m" + i, labels);
            server.api.post(maps, new MapContent(labels, Map.of(), List.of()).toObject("m" + i));
        }
        for (int i = 0; i < 12; i++) {
            String node = NODES.get(i % 3);
            String phase = List.of("Pending", "Running", "Failed", "Succeeded").get(i % 4);
            String restart = List.of("Always", "Never").get(i % 2);
            String name = "p" + i;
            FIELDS.put(
                    name,
                    Map.of(
                            "metadata.name", name,
                            "spec.nodeName", node,
                            "spec.restartPolicy", restart,
                            "status.phase", phase));
            server.api.post(
                    pods,
                    Api.object("{'metadata':{'name':'" + name + "'},'spec':{'nodeName':'" + node + "','restartPolicy':'"
                            + restart + "','containers':[{'name':'c','image':'i'}]}}"));
            server.api.patch(
                    pods + "/" + name + "/status",
                    "application/merge-patch+json",
                    Api.object("{'status':{'phase':'" + phase + "'}}"));
        }
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    /** One requirement on labels: as it is written, and as it is meant. */
    private record Requirement(String key, String operator, List<String> values) {

        boolean holdsFor(Map<String, String> labels) {
            String value = labels.get(key);
            return switch (operator) {
                case "=", "==", "in" -> value != null && values.contains(value);
                case "!=", "notin" -> value == null || !values.contains(value);
                case "" -> value != null;
                case "!" -> value == null;
                case ">" -> isNumber(value) && Long.parseLong(value) > Long.parseLong(values.get(0));
                case "<" -> isNumber(value) && Long.parseLong(value) < Long.parseLong(values.get(0));
                default -> throw new IllegalStateException(operator);
            };
        }

        private static boolean isNumber(String value) {
            return value != null && value.matches("[0-9]+");
        }

        /** @param space wherever there may be some */
        String written(String space) {
            String listed = values.stream().collect(Collectors.joining(space + "," + space));
            return switch (operator) {
                case "" -> space + key + space;
                case "!" -> space + "!" + space + key + space;
                case "in", "notin" -> space + key + " " + space + operator + space + "(" + space + listed + space + ")";
                default -> space + key + space + operator + space + listed + space;
            };
        }
    }

    @Property
    void labels_are_selected_by_what_a_selector_means(
            @ForAll("requirements") @Size(max = 4) List<Requirement> requirements, @ForAll("spaces") String space) {
        String selector = requirements.stream().map(each -> each.written(space)).collect(Collectors.joining(","));
        Set<String> expected = LABELS.entrySet().stream()
                .filter(each -> requirements.stream().allMatch(one -> one.holdsFor(each.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        Answer answer = server.api.get(maps + "?labelSelector=" + Api.query(selector));

        assertThat(answer.code()).as("%s: %s", selector, answer.body()).isEqualTo(200);
        assertThat(MapCalls.own(answer).keySet()).as(selector).isEqualTo(new TreeSet<>(expected));
    }

    /** One requirement on a field. */
    private record FieldRequirement(String field, String operator, String value) {

        boolean holdsFor(Map<String, String> fields) {
            return value.equals(fields.get(field)) == !operator.equals("!=");
        }
    }

    @Property
    void fields_are_selected_by_what_a_selector_means(
            @ForAll("fieldRequirements") @Size(max = 4) List<FieldRequirement> requirements) {
        String selector = requirements.stream()
                .map(each -> each.field() + each.operator() + each.value())
                .collect(Collectors.joining(","));
        Set<String> expected = FIELDS.entrySet().stream()
                .filter(each -> requirements.stream().allMatch(one -> one.holdsFor(each.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        Answer answer = server.api.get(pods + "?fieldSelector=" + Api.query(selector));

        assertThat(answer.code()).as("%s: %s", selector, answer.body()).isEqualTo(200);
        assertThat(answer.byName().keySet()).as(selector).isEqualTo(new TreeSet<>(expected));
    }

    @Example
    void what_is_no_selector_is_400() {
        for (String selector : List.of(
                "a b",
                "a,,b",
                ",a",
                "a,",
                "a in b",
                "a in ()",
                "a in (b",
                "a in b)",
                "=a",
                "!a=b",
                "!a in (b)",
                "a=b=c",
                "a=b!",
                "a>",
                "a>b",
                "a<1.5",
                "a=-b",
                "a=b-",
                "-a",
                "a/b/c",
                "/a",
                "a/",
                "a=b/c",
                "a in (b c)",
                "a in (b,c/d)",
                "(a)",
                "a notin",
                "A.B_/c",
                "a=" + "b".repeat(64),
                "a".repeat(64),
                "a=ä")) {
            Answer answer = server.api.get(maps + "?labelSelector=" + Api.query(selector));
            assertThat(answer.outcome()).as(selector).isEqualTo("400 BadRequest");
        }
        for (String selector :
                List.of("metadata.name", "metadata.nam=x", "=x", "metadata.name=a=b", "spec=x", "!metadata.name")) {
            Answer answer = server.api.get(pods + "?fieldSelector=" + Api.query(selector));
            assertThat(answer.outcome()).as(selector).isEqualTo("400 BadRequest");
        }
    }

    /** What the parser of Kubernetes takes as well, though nobody writes it down. */
    @Example
    void odd_selectors_mean_what_they_mean_in_Kubernetes() {
        assertThat(names("app in(a)")).isEqualTo(names("app=a"));
        assertThat(names("app in (,a)")).isEqualTo(names("app in (a,)"));
        assertThat(names("app=")).isEqualTo(names("app in (,)"));
        assertThat(names("in in (in,a)")).isEqualTo(names("in=a"));
        assertThat(names("in")).isNotEmpty();
        assertThat(server.api
                        .get(pods + "?fieldSelector=" + Api.query("metadata.name=p1,"))
                        .byName())
                .containsOnlyKeys("p1");
        assertThat(server.api
                        .get(pods + "?fieldSelector=" + Api.query("metadata.name!=a\\,b\\=c\\\\"))
                        .byName())
                .hasSize(FIELDS.size());
    }

    private static Set<String> names(String selector) {
        Answer answer = server.api.get(maps + "?labelSelector=" + Api.query(selector));
        assertThat(answer.code()).as("%s: %s", selector, answer.body()).isEqualTo(200);
        JsonNode items = answer.body().path("items");
        assertThat(items.isArray()).isTrue();
        return answer.byName().keySet();
    }

    @Provide
    Arbitrary<List<Requirement>> requirements() {
        Arbitrary<String> keys = Arbitraries.of(KEYS);
        Arbitrary<String> values = Arbitraries.of(VALUES);
        Arbitrary<Requirement> equality = Combinators.combine(keys, Arbitraries.of("=", "==", "!="), values)
                .as((key, operator, value) -> new Requirement(key, operator, List.of(value)));
        Arbitrary<Requirement> sets = Combinators.combine(
                        keys,
                        Arbitraries.of("in", "notin"),
                        values.list().ofMinSize(1).ofMaxSize(4).filter(all -> !all.equals(List.of(""))))
                .as(Requirement::new);
        // After an exclamation mark Kubernetes reads a key that is a word of its language as that word.
        Arbitrary<Requirement> presence = Combinators.combine(
                        keys.filter(key -> !key.equals("in")), Arbitraries.of("", "!"))
                .as((key, operator) -> new Requirement(key, operator, List.of()));
        Arbitrary<Requirement> order = Combinators.combine(
                        keys, Arbitraries.of(">", "<"), Arbitraries.of("8", "9", "10"))
                .as((key, operator, value) -> new Requirement(key, operator, List.of(value)));
        return Arbitraries.oneOf(equality, sets, presence, order).list();
    }

    @Provide
    Arbitrary<String> spaces() {
        return Arbitraries.of("", " ", "  ", "\t");
    }

    @Provide
    Arbitrary<List<FieldRequirement>> fieldRequirements() {
        Arbitrary<FieldRequirement> byNode = one("spec.nodeName", NODES);
        Arbitrary<FieldRequirement> byPhase = one("status.phase", List.of("Pending", "Running", "Failed", "Unknown"));
        Arbitrary<FieldRequirement> byPolicy = one("spec.restartPolicy", List.of("Always", "Never", ""));
        Arbitrary<FieldRequirement> byName = one("metadata.name", List.of("p1", "p7", "nobody"));
        return Arbitraries.oneOf(byNode, byPhase, byPolicy, byName).list();
    }

    private static Arbitrary<FieldRequirement> one(String field, List<String> values) {
        return Combinators.combine(Arbitraries.of("=", "==", "!="), Arbitraries.of(values))
                .as((operator, value) -> new FieldRequirement(field, operator, value));
    }
}
