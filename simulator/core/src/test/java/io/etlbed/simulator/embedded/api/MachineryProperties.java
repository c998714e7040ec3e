package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import io.etlbed.simulator.embedded.api.MapStep.Meant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever clients do one after another: each answer, what is there, what was there, and what watches tell, is as in the model. */
class MachineryProperties {

    private static final String LAST = "zz-last";

    /** How watchers choose, and what that means. */
    private static final Map<String, Predicate<MapContent>> SELECTIONS = Map.of(
            "", content -> true,
            "&labelSelector=color%3Dred",
                    content -> "red".equals(content.labels().get("color")),
            "&labelSelector=color%21%3Dred%2Csize",
                    content -> !"red".equals(content.labels().get("color"))
                            && content.labels().containsKey("size"));

    private static PropertyServer server;

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    /** The state of the model after a step, and the server's version then. */
    private record Point(int model, long server) {}

    @Property(edgeCases = EdgeCasesMode.NONE)
    void calls_lists_and_watches_are_as_the_model_says(@ForAll("steps") @Size(max = 25) List<MapStep> steps) {
        String namespace = server.api.freshNamespace();
        String maps = namespace + "configmaps";
        MapCalls calls = new MapCalls(server.api, namespace);
        MapOracle oracle = new MapOracle();
        List<Point> points = new ArrayList<>();
        points.add(new Point(0, server.api.get(maps).version()));
        Map<String, JsonNode> before = Map.of();

        for (MapStep step : steps) {
            Map<String, MapOracle.Thing> had = oracle.things();
            MapOracle.Verdict verdict = oracle.take(step);
            Answer answer = calls.take(step);
            assertThat(answer.outcome()).as("%s: %s", step, answer.body()).isEqualTo(verdict.outcome());
            if (verdict.shown() != null) {
                assertThat(MapContent.of(answer.body()))
                        .as("the answer to %s", step)
                        .isEqualTo(verdict.shown());
            }
            Answer list = server.api.get(maps);
            Map<String, JsonNode> now = MapCalls.own(list);
            assertSame(oracle, had, before, now);
            points.add(new Point(oracle.version(), list.version()));
            before = now;
        }
        checkHistory(maps, oracle, points);
        checkPages(maps, before);
        checkWatches(maps, oracle, points);
    }

    /** Versions change with what they are versions of, and with nothing else. */
    private static void assertSame(
            MapOracle oracle,
            Map<String, MapOracle.Thing> had,
            Map<String, JsonNode> before,
            Map<String, JsonNode> now) {
        assertThat(now.keySet()).isEqualTo(oracle.things().keySet());
        now.forEach((name, object) -> {
            MapOracle.Thing thing = Objects.requireNonNull(oracle.things().get(name));
            assertThat(MapContent.of(object)).as(name).isEqualTo(thing.content());
            assertThat(object.at("/metadata/deletionTimestamp").isMissingNode()).isEqualTo(!thing.marked());
            MapOracle.Thing old = had.get(name);
            JsonNode oldObject = before.get(name);
            if (old != null && oldObject != null && old.version() == thing.version()) {
                assertThat(object).as("untouched").isEqualTo(oldObject);
            } else if (oldObject != null) {
                assertThat(version(object)).isGreaterThan(version(oldObject));
            }
        });
    }

    private static void checkHistory(String maps, MapOracle oracle, List<Point> points) {
        for (Point point : points) {
            Answer then = server.api.get(maps + "?resourceVersionMatch=Exact&resourceVersion=" + point.server());
            Map<String, MapContent> shown = new TreeMap<>();
            MapCalls.own(then).forEach((name, object) -> shown.put(name, MapContent.of(object)));
            assertThat(then.version()).isEqualTo(point.server());
            assertThat(shown).as("at %s", point).isEqualTo(oracle.at(point.model()));
        }
    }

    /** The pages of a list are the list, though somebody writes in between. */
    private static void checkPages(String maps, Map<String, JsonNode> whole) {
        Answer page = server.api.get(maps + "?limit=1");
        long version = page.version();
        server.api.post(maps, new MapContent(Map.of("color", "blue"), Map.of(), List.of()).toObject("m00"));
        Map<String, JsonNode> all = new TreeMap<>(MapCalls.own(page));
        while (!page.text("/metadata/continue").isEmpty()) {
            page = server.api.get(maps + "?limit=1&continue=" + Api.query(page.text("/metadata/continue")));
            assertThat(page.version()).isEqualTo(version);
            all.putAll(MapCalls.own(page));
        }
        assertThat(all).isEqualTo(whole);
        server.api.delete(maps + "/m00", "");
    }

    private static void checkWatches(String maps, MapOracle oracle, List<Point> points) {
        Map<String, String> labels = Map.of("color", "red", "size", "l");
        server.api.post(maps, new MapContent(labels, Map.of(), List.of()).toObject(LAST));
        server.api.patch(
                maps + "/" + LAST,
                "application/merge-patch+json",
                Api.object("{'metadata':{'labels':{'color':'blue'}}}"));
        // From the beginning, from the middle, and from the end.
        for (int at : new int[] {0, points.size() / 2, points.size() - 1}) {
            Point point = points.get(at);
            SELECTIONS.forEach((selector, selection) -> {
                List<String> told = new ArrayList<>();
                List<Long> versions = new ArrayList<>();
                String watch = maps + "?watch=true&timeoutSeconds=20&resourceVersion=" + point.server() + selector;
                for (JsonNode event : server.api.events(watch, MachineryProperties::isLast)) {
                    String name = event.at("/object/metadata/name").asText();
                    versions.add(version(event.path("object")));
                    if (!name.startsWith("kube-") && !name.equals(LAST) && !name.equals("m00")) {
                        told.add(event.path("type").asText() + " " + name);
                    }
                }
                assertThat(told).as("%s%s", point, selector).isEqualTo(oracle.told(point.model(), selection));
                assertThat(versions).isSorted().doesNotHaveDuplicates();
                assertThat(versions).allMatch(version -> version > point.server());
            });
        }
    }

    /** Each selection sees it come, or change, or go. */
    private static boolean isLast(JsonNode event) {
        return event.at("/object/metadata/name").asText().equals(LAST);
    }

    private static long version(JsonNode object) {
        return object.at("/metadata/resourceVersion").asLong();
    }

    @Provide
    Arbitrary<List<MapStep>> steps() {
        Arbitrary<String> names = Arbitraries.of("m0", "m1");
        Arbitrary<Meant> meant =
                Arbitraries.frequency(Tuple.of(4, Meant.ANY), Tuple.of(2, Meant.LATEST), Tuple.of(1, Meant.ANOTHER));
        Arbitrary<Boolean> dryRun = Arbitraries.of(true, false, false, false);
        Arbitrary<MapStep> create =
                Combinators.combine(names, contents(), dryRun).as(MapStep.Create::new);
        Arbitrary<MapStep> replace =
                Combinators.combine(names, contents(), meant, meant, dryRun).as(MapStep.Replace::new);
        Arbitrary<MapStep> merge = Combinators.combine(
                        names, patches("color", "red", "blue"), patches("k0", "v", "w"), meant)
                .as(MapStep.Merge::new);
        Arbitrary<MapStep> unfinish = Combinators.combine(names, Arbitraries.of("example.com/a", "example.com/b"))
                .as(MapStep.Unfinish::new);
        Arbitrary<MapStep> delete =
                Combinators.combine(names, meant, meant, dryRun).as(MapStep.Delete::new);
        Arbitrary<MapStep> all = Combinators.combine(Arbitraries.of("red", "blue"), dryRun)
                .as((value, dry) -> new MapStep.DeleteAll("color", value, dry));
        Arbitrary<MapStep> get = names.map(MapStep.Get::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, create),
                        Tuple.of(4, replace),
                        Tuple.of(4, merge),
                        Tuple.of(2, unfinish),
                        Tuple.of(3, delete),
                        Tuple.of(1, all),
                        Tuple.of(1, get))
                .list();
    }

    private static Arbitrary<MapContent> contents() {
        return Combinators.combine(
                        Arbitraries.of("red", "blue", ""),
                        Arbitraries.of("s", "l", ""),
                        Arbitraries.of("v", "w", ""),
                        Arbitraries.frequency(
                                Tuple.of(3, List.<String>of()),
                                Tuple.of(1, List.of("example.com/a")),
                                Tuple.of(1, List.of("example.com/a", "example.com/b"))))
                .as((color, size, value, finalizers) -> {
                    Map<String, String> labels = new HashMap<>(Map.of("color", color, "size", size));
                    labels.values().removeIf(String::isEmpty);
                    return new MapContent(labels, value.isEmpty() ? Map.of() : Map.of("k0", value), finalizers);
                });
    }

    private static Arbitrary<Map<String, Optional<String>>> patches(String key, String one, String other) {
        return Arbitraries.of(
                Map.of(),
                Map.of(key, Optional.of(one)),
                Map.of(key, Optional.of(other)),
                Map.of(key, Optional.empty()));
    }
}
