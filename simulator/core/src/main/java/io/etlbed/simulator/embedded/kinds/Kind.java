package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Namespaced;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One kind of object, and what the API server knows about it.
 *
 * @param type its class in the fabric8 model
 * @param names what its objects may be called
 * @param shortNames what kubectl also calls it, such as {@code po}
 * @param subresources such as {@code status}
 * @param rules what is filled in and refused
 * @param columns of the table that {@code kubectl get} prints
 * @param fields by which objects can be selected, besides name and namespace
 */
public record Kind<T extends HasMetadata>(
        Class<T> type,
        NameRule names,
        List<String> shortNames,
        List<String> subresources,
        Rules<T> rules,
        List<Column<T>> columns,
        Map<String, Function<T, String>> fields) {

    public Kind {
        shortNames = List.copyOf(shortNames);
        subresources = List.copyOf(subresources);
        columns = List.copyOf(columns);
        Map<String, Function<T, String>> all = new TreeMap<>(fields);
        all.put("metadata.name", object -> object.getMetadata().getName());
        if (Namespaced.class.isAssignableFrom(type)) {
            all.put("metadata.namespace", object -> object.getMetadata().getNamespace());
        }
        fields = Map.copyOf(all);
    }

    /** Such as {@code Pod}. */
    public String kind() {
        return HasMetadata.getKind(type);
    }

    /** Such as {@code pods}. */
    public String plural() {
        return HasMetadata.getPlural(type);
    }

    /** Such as {@code pod}. */
    public String singular() {
        return kind().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code v1}. */
    public String apiVersion() {
        return HasMetadata.getApiVersion(type);
    }

    /** Such as {@code coordination.k8s.io}; empty for the core group. */
    public String group() {
        return HasMetadata.getGroup(type);
    }

    /** The plural as messages have it: {@code pods}, but {@code leases.coordination.k8s.io}. */
    public String resource() {
        return qualified(plural());
    }

    /** The kind as messages have it: {@code Pod}, but {@code Lease.coordination.k8s.io}. */
    public String qualifiedKind() {
        return qualified(kind());
    }

    private String qualified(String name) {
        return group().isEmpty() ? name : name + "." + group();
    }

    public boolean namespaced() {
        return Namespaced.class.isAssignableFrom(type);
    }

    /** Whether all of its objects can be deleted by one request; namespaces go one by one. */
    public boolean collectionCanBeDeleted() {
        return type != Namespace.class;
    }

    public boolean hasStatus() {
        return subresources.contains("status");
    }

    /** Everything that is wrong with an object, its metadata included. */
    public void check(T object, Findings findings) {
        MetadataRules.check(object.getMetadata(), names, findings);
        rules.check(object, findings);
    }

    /** Every change that is not allowed, those of the metadata included. */
    public void checkChange(T now, T before, Findings findings) {
        MetadataRules.checkChange(now.getMetadata(), before.getMetadata(), findings);
        rules.checkChange(now, before, findings);
    }
}
