package io.etlbed.simulator.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.api.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Names are taken and refused as "Object Names and IDs", "Labels and Selectors" and "Annotations" of the documents say. */
class NameProperties {

    private static final Map<String, Predicate<String>> RULES = Map.of(
            "configmaps", NameProperties::isSubdomain,
            "pods", NameProperties::isSubdomain,
            "secrets", NameProperties::isSubdomain,
            "serviceaccounts", NameProperties::isSubdomain,
            "nodes", NameProperties::isSubdomain,
            "namespaces", NameProperties::isLabel,
            "services", NameProperties::isLabelOf1035);

    private static PropertyServer server;

    @BeforeContainer
    static void start() {
        server = new PropertyServer();
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    @Property
    void objects_are_named_by_the_rule_of_their_kind(@ForAll("kinds") String plural, @ForAll("names") String name) {
        ObjectNode object = object(plural);
        object.withObject("/metadata").put("name", name);

        Answer answer = server.api.post(path(plural) + "?dryRun=All", object);

        assertThat(answer.outcome())
                .as("%s \"%s\": %s", plural, name, answer.body())
                .isEqualTo(RULES.get(plural).test(name) ? "201" : "422 Invalid");
    }

    @Property
    void names_are_generated_from_what_may_begin_one(@ForAll("kinds") String plural, @ForAll("names") String prefix) {
        ObjectNode object = object(plural);
        object.withObject("/metadata").put("generateName", prefix);

        Answer answer = server.api.post(path(plural) + "?dryRun=All", object);

        Predicate<String> rule = RULES.get(plural);
        // A prefix may end with a dash, since something follows it.
        String prefixAlone =
                prefix.endsWith("-") && prefix.length() > 1 ? prefix.substring(0, prefix.length() - 2) + "a" : prefix;
        String kept = prefix.substring(0, Math.min(prefix.length(), 58));
        boolean valid = rule.test(prefixAlone) && rule.test(kept + "bcdfg");
        assertThat(answer.outcome())
                .as("%s \"%s\": %s", plural, prefix, answer.body())
                .isEqualTo(valid ? "201" : "422 Invalid");
        if (valid) {
            assertThat(answer.text("/metadata/name")).startsWith(kept).hasSize(kept.length() + 5);
        }
    }

    @Property
    void labels_have_keys_and_values_by_the_rules(@ForAll("keys") String key, @ForAll("names") String value) {
        ObjectNode object = object("configmaps");
        object.withObject("/metadata").put("name", "m").putObject("labels").put(key, value);

        Answer answer = server.api.post(path("configmaps") + "?dryRun=All", object);

        assertThat(answer.outcome())
                .as("\"%s\"=\"%s\": %s", key, value, answer.body())
                .isEqualTo(isQualified(key) && isLabelValue(value) ? "201" : "422 Invalid");
    }

    @Property
    void annotations_have_keys_by_the_rules_in_whatever_case(@ForAll("keys") String key, @ForAll String value) {
        ObjectNode object = object("configmaps");
        object.withObject("/metadata").put("name", "m").putObject("annotations").put(key, value);

        Answer answer = server.api.post(path("configmaps") + "?dryRun=All", object);

        assertThat(answer.outcome())
                .as("\"%s\": %s", key, answer.body())
                .isEqualTo(isQualified(key.toLowerCase(Locale.ROOT)) ? "201" : "422 Invalid");
    }

    @Example
    void annotations_have_256_KiB_in_all() {
        for (int excess : new int[] {0, 1}) {
            ObjectNode object = object("configmaps");
            object.withObject("/metadata")
                    .put("name", "m")
                    .putObject("annotations")
                    .put("ab", "x".repeat(100_000))
                    // Bytes count, not letters.
                    .put("cd", "ä".repeat((256 * 1024 - 100_004) / 2) + "x".repeat(excess));

            Answer answer = server.api.post(path("configmaps") + "?dryRun=All", object);

            assertThat(answer.code()).as(answer.message()).isEqualTo(excess == 0 ? 201 : 422);
        }
    }

    @Example
    void finalizers_and_owners_are_checked() {
        for (String good : List.of("example.com/a", "kubernetes", "orphan", "foregroundDeletion")) {
            assertThat(finalizer(good).code()).as(good).isEqualTo(201);
        }
        for (String bad : List.of("", "a", "a/b/c", "/a", "example.com/", "example.com/a b")) {
            assertThat(finalizer(bad).outcome()).as(bad).isEqualTo("422 Invalid");
        }
        String owner =
                "{'metadata':{'name':'m','ownerReferences':[{'apiVersion':'v1','kind':'%s','name':'%s','uid':'%s'%s}%s]}}";
        String second = ",{'apiVersion':'v1','kind':'Pod','name':'q','uid':'v','controller':true}";
        assertThat(owned(owner.formatted("Pod", "p", "u", ",'controller':true", ""))
                        .code())
                .isEqualTo(201);
        assertThat(owned(owner.formatted("Pod", "p", "u", "", second)).code()).isEqualTo(201);
        assertThat(owned(owner.formatted("", "p", "u", "", "")).code()).isEqualTo(422);
        assertThat(owned(owner.formatted("Pod", "", "u", "", "")).code()).isEqualTo(422);
        assertThat(owned(owner.formatted("Pod", "p", "", "", "")).code()).isEqualTo(422);
        assertThat(owned(owner.formatted("Pod", "p", "u", ",'controller':true", second))
                        .code())
                .isEqualTo(422);
    }

    private static Answer owned(String map) {
        return server.api.post(path("configmaps") + "?dryRun=All", Api.object(map));
    }

    private static Answer finalizer(String name) {
        return owned("{'metadata':{'name':'m','finalizers':['" + name + "']}}");
    }

    private static String path(String plural) {
        boolean alone = plural.equals("nodes") || plural.equals("namespaces");
        return (alone ? "/api/v1/" : "/api/v1/namespaces/default/") + plural;
    }

    private static ObjectNode object(String plural) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (plural.equals("pods")) {
            object.set("spec", Api.object("{'containers':[{'name':'c','image':'i'}]}"));
        } else if (plural.equals("services")) {
            object.set("spec", Api.object("{'ports':[{'port':80}]}"));
        }
        return object;
    }

    private static boolean isSubdomain(String name) {
        return name.length() <= 253 && List.of(name.split("\\.", -1)).stream().allMatch(NameProperties::isPart);
    }

    private static boolean isLabel(String name) {
        return name.length() <= 63 && isPart(name);
    }

    private static boolean isLabelOf1035(String name) {
        return isLabel(name) && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }

    private static boolean isPart(String part) {
        return isMadeOf(part, "abcdefghijklmnopqrstuvwxyz0123456789", "-");
    }

    private static boolean isQualified(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        return (slash < 0 || isSubdomain(key.substring(0, slash))) && !name.isEmpty() && isLabelValue(name);
    }

    private static boolean isLabelValue(String value) {
        return value.isEmpty()
                || (value.length() <= 63
                        && isMadeOf(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "-_."));
    }

    /** @param inside what may stand between others, but not at an end */
    private static boolean isMadeOf(String text, String anywhere, String inside) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            boolean end = i == 0 || i == text.length() - 1;
            char letter = text.charAt(i);
            if (anywhere.indexOf(letter) < 0 && (end || inside.indexOf(letter) < 0)) {
                return false;
            }
        }
        return true;
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of(RULES.keySet().stream().sorted().toList());
    }

    /** Short ones of all that matters, and those that are as long as may be, or a letter longer. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> few = Arbitraries.of('a', 'z', '0', '9', '-', '.', '_', 'Z', '/', ' ', 'ä', '\n')
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(letters -> {
                    StringBuilder text = new StringBuilder();
                    letters.forEach(text::append);
                    return text.toString();
                });
        Arbitrary<String> good = Arbitraries.of("a", "a-b", "a.b", "0a", "a0", "a--b", "a-", "a.b-");
        Arbitrary<String> lengths = Combinators.combine(
                        Arbitraries.of(57, 58, 59, 62, 63, 64, 252, 253, 254), Arbitraries.of("", "-", ".b", "Z"))
                .as((length, end) -> "a".repeat(length - end.length()) + end);
        return Arbitraries.frequencyOf(Tuple.of(2, few), Tuple.of(1, good), Tuple.of(2, lengths));
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                names(), Combinators.combine(names(), names()).as((prefix, name) -> prefix + "/" + name));
    }
}
