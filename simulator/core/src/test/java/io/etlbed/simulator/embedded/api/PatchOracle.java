package io.etlbed.simulator.embedded.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** RFC 7386 and RFC 6902 as their texts have them, over maps, lists and plain values. */
final class PatchOracle {

    /** A patch that cannot be applied. */
    static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private PatchOracle() {}

    /** {@code MergePatch(Target, Patch)} of RFC 7386, section 2. */
    static @Nullable Object merge(@Nullable Object target, @Nullable Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        Map<String, @Nullable Object> result = target instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
        changes.forEach((name, value) -> {
            if (value == null) {
                result.remove(name);
            } else {
                result.put((String) name, merge(result.get(name), value));
            }
        });
        return result;
    }

    /** One operation of RFC 6902, section 4; what it is given it leaves as it was. */
    static @Nullable Object operate(@Nullable Object document, Map<String, @Nullable Object> operation) throws Refused {
        List<String> path = pointer((String) Objects.requireNonNull(operation.get("path")));
        Object value = operation.get("value");
        return switch (String.valueOf(operation.get("op"))) {
            case "add" -> add(document, path, value);
            case "remove" -> remove(document, path);
            case "replace" -> add(path.isEmpty() ? document : remove(document, path), path, value);
            case "test" -> {
                if (!Objects.equals(find(document, path), value)) {
                    throw new Refused("test");
                }
                yield document;
            }
            case "copy" -> add(document, path, find(document, from(operation)));
            case "move" -> {
                List<String> from = from(operation);
                Object moved = find(document, from);
                if (path.size() > from.size() && path.subList(0, from.size()).equals(from)) {
                    throw new Refused("into itself");
                }
                yield from.equals(path) ? document : add(remove(document, from), path, moved);
            }
            default -> throw new Refused("operation");
        };
    }

    private static List<String> from(Map<String, @Nullable Object> operation) {
        return pointer((String) Objects.requireNonNull(operation.get("from")));
    }

    private static List<String> pointer(String text) {
        List<String> steps = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            steps.add(part.replace("~1", "/").replace("~0", "~"));
        }
        return steps.subList(1, steps.size());
    }

    private static @Nullable Object find(@Nullable Object at, List<String> path) throws Refused {
        if (path.isEmpty()) {
            return at;
        }
        return find(child(at, path.get(0)), path.subList(1, path.size()));
    }

    private static @Nullable Object child(@Nullable Object at, String step) throws Refused {
        if (at instanceof Map<?, ?> map && map.containsKey(step)) {
            return map.get(step);
        }
        if (at instanceof List<?> list) {
            return list.get(index(step, list.size() - 1));
        }
        throw new Refused("nothing there");
    }

    private static int index(String step, int last) throws Refused {
        for (int i = 0; i <= last; i++) {
            if (Integer.toString(i).equals(step)) {
                return i;
            }
        }
        throw new Refused("index");
    }

    private static @Nullable Object add(@Nullable Object at, List<String> path, @Nullable Object value) throws Refused {
        if (path.isEmpty()) {
            return value;
        }
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (at instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> changed = copy(map);
            changed.put(step, rest.isEmpty() ? value : add(child(at, step), rest, value));
            return changed;
        }
        if (at instanceof List<?> list) {
            List<@Nullable Object> changed = new ArrayList<>(list);
            if (rest.isEmpty()) {
                changed.add(step.equals("-") ? list.size() : index(step, list.size()), value);
            } else {
                changed.set(index(step, list.size() - 1), add(child(at, step), rest, value));
            }
            return changed;
        }
        throw new Refused("no parent");
    }

    private static Object remove(@Nullable Object at, List<String> path) throws Refused {
        String step = path.get(0);
        List<String> rest = path.subList(1, path.size());
        Object child = child(at, step);
        if (at instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> changed = copy(map);
            if (rest.isEmpty()) {
                changed.remove(step);
            } else {
                changed.put(step, remove(child, rest));
            }
            return changed;
        }
        List<@Nullable Object> changed = new ArrayList<>((List<?>) Objects.requireNonNull(at));
        int index = index(step, changed.size() - 1);
        if (rest.isEmpty()) {
            changed.remove(index);
        } else {
            changed.set(index, remove(child, rest));
        }
        return changed;
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, value));
        return copy;
    }
}
