package io.etlbed.simulator.embedded.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a container may not do. What a runtime cannot keep it says ({@link RunningContainer#shortfalls()}).
 *
 * @param memoryBytes the most memory that it may have; beyond that it is ended
 * @param milliCpus the most CPU that it gets, in thousandths of one
 */
public record Confinement(OptionalLong memoryBytes, OptionalLong milliCpus) {

    /** It may do all that its sandbox lets it. */
    public static final Confinement NONE = new Confinement(OptionalLong.empty(), OptionalLong.empty());

    /** The fields of a container's spec that ask for it. */
    public List<String> fields() {
        List<String> fields = new ArrayList<>();
        memoryBytes.ifPresent(bytes -> fields.add("resources.limits.memory"));
        milliCpus.ifPresent(amount -> fields.add("resources.limits.cpu"));
        return fields;
    }
}
