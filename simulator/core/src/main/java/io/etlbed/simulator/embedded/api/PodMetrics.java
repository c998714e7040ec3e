package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/**
 * What a pod uses, as measured between two looks.
 *
 * @param windowNanos between the looks; rates are over this
 * @param containers at least one
 */
record PodMetrics(Pod pod, long windowNanos, List<Rate> containers) {

    /** @param nanocores CPU: nanoseconds in a second */
    record Rate(String container, long nanocores, long memoryBytes) {}

    long nanocores() {
        return containers.stream().mapToLong(Rate::nanocores).sum();
    }

    long memoryBytes() {
        return containers.stream().mapToLong(Rate::memoryBytes).sum();
    }
}
