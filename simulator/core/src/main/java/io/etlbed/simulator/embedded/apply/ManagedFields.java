package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who manages which fields of one object: {@code metadata.managedFields}, taken apart. Immutable. */
final class ManagedFields {

    /** So many that update are told apart; of more, the oldest become one. */
    private static final int MOST_UPDATERS = 10;

    private static final String ANCIENT = "ancient-changes";
    private static final String FORMAT = "FieldsV1";

    static final ManagedFields NONE = new ManagedFields(Map.of());

    private final Map<Manager, Managed> managers;

    private ManagedFields(Map<Manager, Managed> managers) {
        this.managers = managers;
    }

    /** @return empty if it is nothing of the kind, or nobody is named */
    static Optional<ManagedFields> parse(JsonNode entries) {
        Map<Manager, Managed> managers = new LinkedHashMap<>();
        for (JsonNode each : entries) {
            String operation = each.path("operation").asText();
            boolean applies = operation.equals("Apply");
            boolean known = each.path("fieldsType").asText().equals(FORMAT)
                    && each.path("fieldsV1").isObject()
                    && (applies || operation.equals("Update"));
            if (!known) {
                return Optional.empty();
            }
            Manager manager = new Manager(
                    each.path("manager").asText(),
                    applies,
                    each.path("apiVersion").asText(),
                    each.path("subresource").asText());
            String time = each.path("time").isTextual() ? each.path("time").asText() : null;
            managers.put(manager, new Managed(manager, FieldSet.parse(each.path("fieldsV1")), time));
        }
        return managers.isEmpty() ? Optional.empty() : Optional.of(new ManagedFields(managers));
    }

    ArrayNode toJson() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        managers.values().stream()
                .sorted(Comparator.comparing((Managed each) -> !each.manager().applies())
                        .thenComparing(each -> each.time() == null ? "" : each.time())
                        .thenComparing(each -> each.manager().name()))
                .forEach(each -> entries.add(entry(each)));
        return entries;
    }

    private static ObjectNode entry(Managed managed) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("manager", managed.manager().name());
        entry.put("operation", managed.manager().operation());
        entry.put("apiVersion", managed.manager().apiVersion());
        if (managed.time() != null) {
            entry.put("time", managed.time());
        }
        entry.put("fieldsType", FORMAT);
        entry.set("fieldsV1", managed.fields().toJson());
        if (!managed.manager().subresource().isEmpty()) {
            entry.put("subresource", managed.manager().subresource());
        }
        return entry;
    }

    boolean isEmpty() {
        return managers.isEmpty();
    }

    Optional<Managed> of(Manager manager) {
        return Optional.ofNullable(managers.get(manager));
    }

    List<Managed> all() {
        return List.copyOf(managers.values());
    }

    /** Every field that anybody manages. */
    FieldSet everything() {
        FieldSet all = FieldSet.EMPTY;
        for (Managed each : managers.values()) {
            all = all.union(each.fields());
        }
        return all;
    }

    /** With what one manager manages from now on; who manages nothing is not named. */
    ManagedFields with(Managed managed) {
        Map<Manager, Managed> next = new LinkedHashMap<>(managers);
        if (managed.fields().isEmpty()) {
            next.remove(managed.manager());
        } else {
            next.put(managed.manager(), managed);
        }
        return new ManagedFields(next);
    }

    /** With fewer fields for all but one. */
    ManagedFields withoutFor(FieldSet taken, Manager exception) {
        ManagedFields next = this;
        for (Managed each : managers.values()) {
            if (!each.manager().equals(exception)) {
                next = next.with(each.reducedTo(each.fields().difference(taken)));
            }
        }
        return next;
    }

    /** With the oldest of too many updaters made one, so that an object does not grow with everybody who touches it. */
    ManagedFields bounded() {
        List<Managed> updaters = new ArrayList<>(managers.values().stream()
                .filter(each -> !each.manager().applies())
                .toList());
        if (updaters.size() <= MOST_UPDATERS) {
            return this;
        }
        updaters.sort(Comparator.comparing(each -> each.time() == null ? "" : each.time()));
        List<Managed> oldest = updaters.subList(0, updaters.size() - MOST_UPDATERS + 1);
        Managed first = oldest.get(0);
        FieldSet fields = FieldSet.EMPTY;
        ManagedFields next = this;
        for (Managed each : oldest) {
            fields = fields.union(each.fields());
            next = next.with(each.reducedTo(FieldSet.EMPTY));
        }
        Manager ancient = new Manager(ANCIENT, false, first.manager().apiVersion(), "");
        return next.with(
                new Managed(ancient, fields, oldest.get(oldest.size() - 1).time()));
    }
}
