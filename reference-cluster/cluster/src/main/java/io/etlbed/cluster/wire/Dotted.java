package io.etlbed.cluster.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Objects in objects, as JSON has them, and their leaves by dotted names such as {@code checksum.type}. */
public final class Dotted {

    private Dotted() {}

    /** The leaves, but for those that are null; objects without any are none. */
    public static Map<String, Object> flat(Map<?, ?> tree) {
        Map<String, Object> flat = new TreeMap<>();
        tree.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flat(inner).forEach((rest, leaf) -> flat.put(name + "." + rest, leaf));
            } else if (value != null) {
                flat.put((String) name, value);
            }
        });
        return flat;
    }

    /** A tree with other leaves; those that it does not have are left out. */
    public static Map<String, Object> with(Map<?, ?> tree, Map<String, Object> leaves) {
        Map<String, Object> next = copy(tree);
        leaves.forEach((name, value) -> put(next, name, value));
        return next;
    }

    private static Map<String, Object> copy(Map<?, ?> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((name, value) -> copy.put((String) name, value instanceof Map<?, ?> inner ? copy(inner) : value));
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String name, Object value) {
        int dot = name.indexOf('.');
        Object inner = dot < 0 ? null : tree.get(name.substring(0, dot));
        if (inner instanceof Map<?, ?>) {
            put((Map<String, Object>) inner, name.substring(dot + 1), value);
        } else if (tree.containsKey(name)) {
            tree.put(name, value);
        }
    }
}
