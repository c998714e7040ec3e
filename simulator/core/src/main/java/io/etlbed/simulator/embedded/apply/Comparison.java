package io.etlbed.simulator.embedded.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.simulator.embedded.apply.Parts.Part;
import java.util.Map;
import java.util.TreeMap;

/**
 * What differs between two states of an object.
 *
 * @param written what was added or has another value
 * @param removed what is no longer there
 */
record Comparison(FieldSet written, FieldSet removed) {

    private static final Comparison SAME = new Comparison(FieldSet.EMPTY, FieldSet.EMPTY);

    static Comparison of(JsonNode before, JsonNode now, Shape shape) {
        if (before.equals(now)) {
            return SAME;
        }
        boolean apart = !(shape instanceof Shape.Leaf) && before.isContainerNode() && now.isContainerNode();
        if (!apart) {
            return new Comparison(FieldSet.leaf(), FieldSet.EMPTY);
        }
        Map<String, Part> had = Parts.of(before, shape);
        Map<String, Part> has = Parts.of(now, shape);
        Map<String, FieldSet> written = new TreeMap<>();
        Map<String, FieldSet> removed = new TreeMap<>();
        has.forEach((step, part) -> {
            Part old = had.get(step);
            if (old == null) {
                written.put(step, everything(part));
            } else {
                Comparison below = of(old.value(), part.value(), part.shape());
                written.put(step, below.written());
                removed.put(step, below.removed());
            }
        });
        had.forEach((step, part) -> {
            if (!has.containsKey(step)) {
                removed.put(step, everything(part));
            }
        });
        return new Comparison(FieldSet.of(false, written), FieldSet.of(false, removed));
    }

    boolean isSame() {
        return written.isEmpty() && removed.isEmpty();
    }

    /** A part itself and all below it. */
    private static FieldSet everything(Part part) {
        Map<String, FieldSet> below = new TreeMap<>();
        Parts.of(part.value(), part.shape()).forEach((step, each) -> below.put(step, everything(each)));
        return FieldSet.of(true, below);
    }
}
