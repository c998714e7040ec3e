package io.etlbed.simulator.embedded.api;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who owns which fields of one object, as the documentation of Kubernetes ("Server-Side Apply") says. */
final class FieldsOracle {

    /** The same name is somebody else by another kind of write. */
    record Owner(String name, boolean applies) {}

    private Map<String, String> values = new TreeMap<>();
    private Map<String, Set<Owner>> owners = new TreeMap<>();

    Map<String, String> values() {
        return Map.copyOf(values);
    }

    Map<String, Set<Owner>> owners() {
        Map<String, Set<Owner>> owned = new TreeMap<>(owners);
        owned.values().removeIf(Set::isEmpty);
        return owned;
    }

    FieldsOracle copy() {
        FieldsOracle copy = new FieldsOracle();
        copy.values = new TreeMap<>(values);
        owners.forEach((field, all) -> copy.owners.put(field, new HashSet<>(all)));
        return copy;
    }

    /** The fields that others own and that have another value than this one wants. */
    Set<String> conflicts(String manager, Map<String, String> wanted) {
        Owner own = new Owner(manager, true);
        Set<String> conflicts = new TreeSet<>();
        wanted.forEach((field, value) -> {
            boolean othersOwn = owners(field).stream().anyMatch(each -> !each.equals(own));
            if (othersOwn && !value.equals(values.get(field))) {
                conflicts.add(field);
            }
        });
        return conflicts;
    }

    /** What was applied and is applied no longer goes, unless somebody else owns it. */
    void apply(String manager, Map<String, String> wanted) {
        Owner own = new Owner(manager, true);
        wanted.forEach((field, value) -> {
            if (!value.equals(values.put(field, value))) {
                owners(field).clear();
            }
            owners(field).add(own);
        });
        for (String field : Set.copyOf(values.keySet())) {
            if (!wanted.containsKey(field)
                    && owners(field).remove(own)
                    && owners(field).isEmpty()) {
                values.remove(field);
            }
        }
    }

    /** Any other write owns what it changes, and nothing else. */
    void update(String manager, Map<String, String> next) {
        Map<String, String> before = new HashMap<>(values);
        Set<String> all = new HashSet<>(before.keySet());
        all.addAll(next.keySet());
        for (String field : all) {
            if (!next.containsKey(field)) {
                values.remove(field);
                owners(field).clear();
            } else if (!Objects.equals(before.get(field), next.get(field))) {
                values.put(field, next.get(field));
                owners(field).clear();
                owners(field).add(new Owner(manager, false));
            }
        }
    }

    private Set<Owner> owners(String field) {
        return owners.computeIfAbsent(field, none -> new HashSet<>());
    }
}
