package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A set of fields of an object, in the form of {@code FieldsV1}: a tree by steps such as {@code f:spec} (a field),
 * {@code k:{"name":"main"}} (the item of a list with those keys) and {@code v:"x"} (an item by its value). Never changed
 * once it has been handed out; operations make new ones.
 */
final class FieldSet {

    private static final String ITSELF = ".";

    static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());

    /** Whether what the steps so far lead to is in the set itself. */
    private final boolean member;

    /** In order, so that the same set is always written alike. */
    private final Map<String, FieldSet> children;

    private FieldSet(boolean member, Map<String, FieldSet> children) {
        this.member = member;
        this.children = children;
    }

    /** A set by its parts; children that are empty are left out. */
    static FieldSet of(boolean member, Map<String, FieldSet> children) {
        Map<String, FieldSet> kept = new TreeMap<>();
        children.forEach((step, child) -> {
            if (!child.isEmpty()) {
                kept.put(step, child);
            }
        });
        return new FieldSet(member, kept);
    }

    /** What is there itself and has nothing below. */
    static FieldSet leaf() {
        return new FieldSet(true, new TreeMap<>());
    }

    /** The set of one path. */
    static FieldSet path(String... steps) {
        FieldSet set = leaf();
        for (int i = steps.length - 1; i >= 0; i--) {
            set = of(false, Map.of(steps[i], set));
        }
        return set;
    }

    static String field(String name) {
        return "f:" + name;
    }

    /** @param json as it stands in {@code fieldsV1} */
    static FieldSet parse(JsonNode json) {
        Map<String, FieldSet> children = new TreeMap<>();
        boolean member = false;
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            if (each.getKey().equals(ITSELF)) {
                member = true;
            } else {
                FieldSet below = parse(each.getValue());
                children.put(each.getKey(), below.isEmpty() ? leaf() : below);
            }
        }
        return new FieldSet(member, children);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (member && !children.isEmpty()) {
            json.putObject(ITSELF);
        }
        children.forEach((step, child) -> json.set(step, child.toJson()));
        return json;
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    boolean isMember() {
        return member;
    }

    /** What is below a step. */
    FieldSet below(String step) {
        return children.getOrDefault(step, EMPTY);
    }

    Map<String, FieldSet> children() {
        return children;
    }

    FieldSet union(FieldSet other) {
        Map<String, FieldSet> all = new TreeMap<>(children);
        other.children.forEach((step, child) -> all.merge(step, child, FieldSet::union));
        return new FieldSet(member || other.member, all);
    }

    FieldSet intersection(FieldSet other) {
        Map<String, FieldSet> both = new TreeMap<>();
        children.forEach((step, child) -> both.put(step, child.intersection(other.below(step))));
        return of(member && other.member, both);
    }

    FieldSet difference(FieldSet other) {
        Map<String, FieldSet> left = new TreeMap<>();
        children.forEach((step, child) -> left.put(step, child.difference(other.below(step))));
        return of(member && !other.member, left);
    }

    /** What is neither in the other set nor below anything in it. */
    FieldSet outside(FieldSet other) {
        if (other.member) {
            return EMPTY;
        }
        Map<String, FieldSet> left = new TreeMap<>();
        children.forEach((step, child) -> left.put(step, child.outside(other.below(step))));
        return of(member, left);
    }

    /** Only what is below the first steps that are wanted. */
    FieldSet only(Predicate<String> wanted) {
        Map<String, FieldSet> left = new TreeMap<>(children);
        left.keySet().removeIf(wanted.negate());
        return new FieldSet(member, left);
    }

    /** Every path, as messages show it, such as {@code .spec.containers[name="main"].image}. */
    List<String> paths() {
        List<String> all = new ArrayList<>();
        collect("", all);
        return all;
    }

    private void collect(String path, List<String> all) {
        if (member) {
            all.add(path);
        }
        children.forEach((step, child) -> child.collect(path + Steps.shown(step), all));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && member == set.member && children.equals(set.children);
    }

    @Override
    public int hashCode() {
        return 31 * children.hashCode() + Boolean.hashCode(member);
    }

    @Override
    public String toString() {
        return paths().toString();
    }
}
