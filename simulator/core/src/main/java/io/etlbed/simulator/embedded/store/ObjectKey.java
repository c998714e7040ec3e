package io.etlbed.simulator.embedded.store;

/** Where an object stands among those of its kind; cluster-scoped ones have the namespace {@code ""}. */
record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

    @Override
    public int compareTo(ObjectKey other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }
}
