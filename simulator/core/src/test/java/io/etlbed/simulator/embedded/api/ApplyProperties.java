package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import io.etlbed.simulator.embedded.api.FieldsOracle.Owner;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

/**
 * Whoever applies, replaces and patches an object: what it has, who owns what and who is in conflict is as in the model.
 * The object is a service account, which has a map, a list by keys, an atomic list and a scalar, and no defaults.
 */
class ApplyProperties {

    private static final String ITEM = "secrets[";
    private static final String LABEL = "labels.";
    private static final String PULL = "imagePullSecrets";
    private static final String TOKEN = "automountServiceAccountToken";

    private static PropertyServer server;

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    private enum How {
        APPLY,
        FORCE,
        REHEARSE,
        PUT,
        MERGE
    }

    /** One write; what a merge patch does not name it leaves. */
    private record Write(How how, String manager, Map<String, String> fields) {}

    @Property(edgeCases = EdgeCasesMode.NONE)
    void fields_and_their_owners_are_as_the_model_says(@ForAll("writes") @Size(max = 15) List<Write> writes) {
        String path = server.api.freshNamespace() + "serviceaccounts/a";
        server.api.post(path.substring(0, path.lastIndexOf('/')) + "?fieldManager=maker", object(Map.of()));
        FieldsOracle oracle = new FieldsOracle();
        for (Write write : writes) {
            long version = server.api.get(path).version();
            Answer answer = send(path, write);
            Set<String> conflicts = take(oracle, write);
            assertThat(answer.code()).as("%s: %s", write, answer.body()).isEqualTo(conflicts.isEmpty() ? 200 : 409);
            if (!conflicts.isEmpty()) {
                assertThat(named(answer)).as("%s: %s", write, answer.body()).isEqualTo(conflicts);
            }
            Answer now = server.api.get(path);
            assertThat(fields(now.body())).as("after %s", write).isEqualTo(oracle.values());
            assertThat(owners(now.body())).as("after %s: %s", write, now.body()).isEqualTo(oracle.owners());
            if (!conflicts.isEmpty() || write.how() == How.REHEARSE) {
                assertThat(now.version()).isEqualTo(version);
            }
        }
    }

    /** The conflicts of a write, which then has no effect. */
    private static Set<String> take(FieldsOracle oracle, Write write) {
        Map<String, String> fields = write.fields();
        if (write.how() == How.PUT) {
            oracle.update(write.manager(), fields);
        } else if (write.how() == How.MERGE) {
            Map<String, String> next = new HashMap<>(oracle.values());
            next.putAll(fields);
            // A merge patch knows no keys: it replaces lists.
            if (fields.keySet().stream().anyMatch(field -> field.startsWith(ITEM))) {
                next.keySet().removeIf(field -> field.startsWith(ITEM) && !fields.containsKey(field));
            }
            oracle.update(write.manager(), next);
        } else {
            Set<String> conflicts = oracle.conflicts(write.manager(), fields);
            if (write.how() != How.FORCE && !conflicts.isEmpty()) {
                return conflicts;
            }
            if (write.how() != How.REHEARSE) {
                oracle.apply(write.manager(), fields);
            }
        }
        return Set.of();
    }

    private static Answer send(String path, Write write) {
        ObjectNode object = object(write.fields());
        String as = path + "?fieldManager=" + write.manager();
        return switch (write.how()) {
            case APPLY -> server.api.patch(as, Patch.APPLY, object);
            case FORCE -> server.api.patch(as + "&force=true", Patch.APPLY, object);
            case REHEARSE -> server.api.patch(as + "&dryRun=All", Patch.APPLY, object);
            case PUT -> server.api.put(as, object);
            case MERGE -> server.api.patch(as, Patch.MERGE, object);
        };
    }

    private static ObjectNode object(Map<String, String> fields) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("kind", "ServiceAccount").put("apiVersion", "v1");
        object.putObject("metadata").put("name", "a");
        fields.forEach((field, value) -> {
            if (field.startsWith(LABEL)) {
                object.withObject("/metadata/labels").put(field.substring(LABEL.length()), value);
            } else if (field.startsWith(ITEM)) {
                String name = field.substring(ITEM.length(), field.length() - 1);
                object.withArray("/secrets").addObject().put("name", name).put("kind", value);
            } else if (field.equals(PULL)) {
                object.withArray("/imagePullSecrets").addObject().put("name", value);
            } else {
                object.put(TOKEN, Boolean.parseBoolean(value));
            }
        });
        return object;
    }

    private static Map<String, String> fields(JsonNode object) {
        Map<String, String> fields = new HashMap<>();
        object.at("/metadata/labels")
                .properties()
                .forEach(each ->
                        fields.put(LABEL + each.getKey(), each.getValue().asText()));
        object.path("secrets")
                .forEach(each -> fields.put(
                        ITEM + each.path("name").asText() + "]",
                        each.path("kind").asText()));
        if (!object.path(PULL).isEmpty()) {
            fields.put(PULL, object.at("/imagePullSecrets/0/name").asText());
        }
        if (object.has(TOKEN)) {
            fields.put(TOKEN, object.path(TOKEN).asText());
        }
        return fields;
    }

    private static Map<String, Set<Owner>> owners(JsonNode object) {
        Map<String, Set<Owner>> owners = new TreeMap<>();
        object.at("/metadata/managedFields").forEach(entry -> {
            Owner owner = new Owner(
                    entry.path("manager").asText(),
                    entry.path("operation").asText().equals("Apply"));
            JsonNode fields = entry.path("fieldsV1");
            Set<String> owned = new HashSet<>();
            fields.at("/f:metadata/f:labels").fieldNames().forEachRemaining(each -> {
                if (each.startsWith("f:")) {
                    owned.add(LABEL + each.substring(2));
                }
            });
            fields.path("f:secrets").fieldNames().forEachRemaining(each -> {
                if (each.startsWith("k:")) {
                    owned.add(ITEM + Api.tree(each.substring(2)).path("name").asText() + "]");
                }
            });
            for (String name : List.of(PULL, TOKEN)) {
                if (fields.has("f:" + name)) {
                    owned.add(name);
                }
            }
            owned.forEach(each ->
                    owners.computeIfAbsent(each, none -> new HashSet<>()).add(owner));
        });
        return owners;
    }

    /** The fields that a refusal names as conflicts, each perhaps for several others. */
    private static Set<String> named(Answer refusal) {
        Set<String> named = new HashSet<>();
        refusal.body().at("/details/causes").forEach(cause -> {
            assertThat(cause.path("reason").asText()).isEqualTo("FieldManagerConflict");
            String field = cause.path("field").asText();
            named.add(field.replace(".metadata.labels.", LABEL)
                    .replaceAll("^\\.secrets\\[name=\"(.*)\"](\\..*)?$", "secrets[$1]")
                    .replaceAll("^\\.(imagePull|automount)", "$1"));
        });
        return named;
    }

    @Provide
    Arbitrary<List<Write>> writes() {
        Arbitrary<Map<String, String>> fields = Arbitraries.of(
                        Map.entry(LABEL + "x", List.of("1", "2")),
                        Map.entry(LABEL + "y.z/w", List.of("1", "2")),
                        Map.entry(ITEM + "s]", List.of("A", "B")),
                        Map.entry(ITEM + "t]", List.of("A", "B")),
                        Map.entry(PULL, List.of("p", "q")),
                        Map.entry(TOKEN, List.of("true", "false")))
                .flatMap(field -> Arbitraries.of(field.getValue()).map(value -> Map.entry(field.getKey(), value)))
                .list()
                .uniqueElements(Map.Entry::getKey)
                .ofMaxSize(4)
                .map(all -> all.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        Arbitrary<How> how = Arbitraries.frequency(
                Tuple.of(5, How.APPLY),
                Tuple.of(2, How.FORCE),
                Tuple.of(1, How.REHEARSE),
                Tuple.of(1, How.PUT),
                Tuple.of(2, How.MERGE));
        return Combinators.combine(how, Arbitraries.of("one", "two", "three"), fields)
                .as(Write::new)
                .list();
    }
}
