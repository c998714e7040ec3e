package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.schema.Field;
import io.etlbed.simulator.embedded.schema.KubernetesTypes;
import io.etlbed.simulator.embedded.schema.MessageType;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the managed fields of the objects of one kind, as Kubernetes documents them: whoever sets a field manages it, and
 * who applies a configuration manages what it names, alone or with others who want the same.
 *
 * <p>What the cluster's own parts write to the store is managed by nobody.
 */
public final class FieldManager {

    private static final String METADATA = "metadata";
    private static final String MANAGED_FIELDS = "managedFields";
    private static final String STATUS = FieldSet.field("status");

    /** What nobody manages: it tells which object is meant, or is the server's. */
    private static final FieldSet NEVER_MANAGED = List.of(
                    "creationTimestamp",
                    "deletionGracePeriodSeconds",
                    "deletionTimestamp",
                    "generation",
                    MANAGED_FIELDS,
                    "name",
                    "namespace",
                    "resourceVersion",
                    "selfLink",
                    "uid")
            .stream()
            .map(name -> FieldSet.path(FieldSet.field(METADATA), FieldSet.field(name)))
            .reduce(
                    FieldSet.path(FieldSet.field("apiVersion")).union(FieldSet.path(FieldSet.field("kind"))),
                    FieldSet::union);

    private final String apiVersion;
    private final MessageType type;
    private final Shape shape;
    private final boolean statusApart;
    private final Clock clock;

    /**
     * Of one kind.
     *
     * @param statusApart whether the status is written through a subresource alone
     */
    public FieldManager(String apiVersion, String kind, boolean statusApart, Clock clock) {
        this.apiVersion = apiVersion;
        this.type = KubernetesTypes.message(kind)
                .orElseThrow(() -> new IllegalArgumentException("no such kind in the table of types: " + kind));
        this.shape = new Shape.Struct(type);
        this.statusApart = statusApart;
        this.clock = clock;
    }

    /**
     * What an object becomes by a configuration.
     *
     * @param object without managed fields
     * @param managedFields that the object is to have
     */
    public record Applied(ObjectNode object, JsonNode managedFields) {}

    /**
     * The managed fields of an object after a write that is no apply.
     *
     * @param before the object as it is; empty for one that is made
     * @param now as it is to be, with managed fields where the client has changed them
     * @param subresource through which it is written; empty for the object itself
     */
    public JsonNode update(ObjectNode before, ObjectNode now, String manager, String subresource) {
        Manager writer = new Manager(manager, false, apiVersion, subresource);
        ManagedFields managed = subresource.isEmpty() ? said(before, now) : had(before);
        Comparison change = Comparison.of(withParts(before), withParts(now), shape);
        FieldSet written = managedBy(change.written(), subresource);
        ManagedFields others = managed.withoutFor(written.union(change.removed()), writer);
        Managed own = managed.of(writer).orElse(new Managed(writer, FieldSet.EMPTY, null));
        FieldSet fields = own.fields().difference(change.removed()).union(written);
        Managed next = written.isEmpty() ? own.reducedTo(fields) : new Managed(writer, fields, now());
        return others.with(next).bounded().toJson();
    }

    /**
     * Applies a configuration.
     *
     * @param live the object as it is; with nothing in it for one that is not there
     * @param config what the manager wants; not changed
     * @param force whether to take fields from those who want them otherwise
     * @throws ApiStatusException 409 if others manage fields that would change; 400 if it does not fit the type
     */
    public Applied apply(ObjectNode live, ObjectNode config, String manager, String subresource, boolean force) {
        Manager applier = new Manager(manager, true, apiVersion, subresource);
        ObjectNode stored = withoutManagedFields(live);
        ManagedFields managed = had(live);
        if (managed.isEmpty() && !stored.isEmpty()) {
            Manager unknown = new Manager("before-first-apply", false, apiVersion, "");
            managed = managed.with(new Managed(unknown, managedBy(Typed.fields(stored, shape), ""), now()));
        }
        FieldSet wanted = managedBy(fields(config), subresource);
        FieldSet last = managed.of(applier).map(Managed::fields).orElse(FieldSet.EMPTY);
        ManagedFields claimed = managed.with(new Managed(applier, wanted, now()));

        JsonNode merged = Typed.merge(stored, config, shape);
        JsonNode next = pruned(merged, last, claimed.everything());
        Comparison change = Comparison.of(withParts(stored), withParts((ObjectNode) next), shape);
        FieldSet written = managedBy(change.written(), subresource);
        List<Conflict> conflicts = conflicts(managed, applier, written);
        if (!force && !conflicts.isEmpty()) {
            throw Conflict.refusal(conflicts);
        }
        Managed own = managed.of(applier)
                .map(before -> change.isSame() ? before.with(wanted, now()) : new Managed(applier, wanted, now()))
                .orElse(new Managed(applier, wanted, now()));
        JsonNode fields = managed.withoutFor(written.union(change.removed()), applier)
                .with(own)
                .toJson();
        return new Applied(change.isSame() ? stored : (ObjectNode) next, fields);
    }

    /** Takes away what the manager applied last time and nobody wants now. */
    private JsonNode pruned(JsonNode merged, FieldSet last, FieldSet wanted) {
        if (last.isEmpty()) {
            return merged;
        }
        FieldSet present = named(Typed.fields(merged, shape));
        FieldSet left = named(Typed.fields(Typed.without(merged, last, shape), shape));
        // What others own comes back, and so does what was not owned by this manager, unless it was below what was.
        FieldSet unwanted = present.difference(left.union(named(wanted)));
        JsonNode withWanted = Typed.without(merged, unwanted, shape);
        FieldSet gone = present.difference(named(Typed.fields(withWanted, shape)));
        return Typed.without(merged, gone.intersection(named(last)), shape);
    }

    private FieldSet named(FieldSet set) {
        return Typed.withNamedFields(set, shape);
    }

    private static List<Conflict> conflicts(ManagedFields managed, Manager applier, FieldSet written) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Managed each : managed.all()) {
            if (!each.manager().equals(applier)) {
                each.fields()
                        .intersection(written)
                        .paths()
                        .forEach(path -> conflicts.add(new Conflict(each.manager(), path)));
            }
        }
        return conflicts;
    }

    private FieldSet fields(ObjectNode config) {
        try {
            // The kind of an object is no field of it to the table of types.
            return Typed.fields(config.deepCopy().without(List.of("apiVersion", "kind")), shape, "");
        } catch (SchemaException e) {
            JsonNode metadata = config.path(METADATA);
            String name = metadata.path("namespace").asText() + "/"
                    + metadata.path("name").asText();
            throw ApiStatusException.badRequest("failed to create typed patch object (" + name + "; " + apiVersion
                    + ", Kind=" + type.name() + "): " + e.getMessage());
        }
    }

    /** Only what can be written on this way, and is not the server's. */
    private FieldSet managedBy(FieldSet fields, String subresource) {
        FieldSet ours = fields.difference(NEVER_MANAGED);
        if (!subresource.isEmpty()) {
            return ours.only(STATUS::equals);
        }
        return statusApart ? ours.only(step -> !step.equals(STATUS)) : ours;
    }

    /** What a client says of the managed fields; what the object had where it says nothing that makes sense. */
    private static ManagedFields said(ObjectNode before, ObjectNode now) {
        JsonNode said = now.path(METADATA).path(MANAGED_FIELDS);
        boolean reset = said.isArray() && said.size() == 1 && said.get(0).isEmpty();
        if (reset) {
            return ManagedFields.NONE;
        }
        Optional<ManagedFields> managed = said.isArray() ? ManagedFields.parse(said) : Optional.empty();
        return managed.orElseGet(() -> had(before));
    }

    private static ManagedFields had(ObjectNode object) {
        return ManagedFields.parse(object.path(METADATA).path(MANAGED_FIELDS)).orElse(ManagedFields.NONE);
    }

    private static ObjectNode withoutManagedFields(ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.get(METADATA) instanceof ObjectNode metadata) {
            metadata.remove(MANAGED_FIELDS);
        }
        return copy;
    }

    /** With each part that every object has, so that nobody manages spec or metadata as such. */
    private ObjectNode withParts(ObjectNode object) {
        ObjectNode all = withoutManagedFields(object);
        for (Field each : type.fields().values()) {
            if (each.shape() == Field.Shape.ONE && each.message().isPresent() && !all.has(each.name())) {
                all.set(each.name(), JsonNodeFactory.instance.objectNode());
            }
        }
        return all;
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
