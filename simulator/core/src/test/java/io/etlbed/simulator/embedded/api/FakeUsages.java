package io.etlbed.simulator.embedded.api;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Pods by name, each with one container {@code main} that has been running since the JVM started. */
final class FakeUsages implements PodUsages {

    /** CPU of each: of how many cores, since ever. */
    final Map<String, Double> cores = new ConcurrentHashMap<>();

    final AtomicInteger asked = new AtomicInteger();

    @Override
    public List<ContainerUsage> of(Pod pod) {
        asked.incrementAndGet();
        String name = pod.getMetadata().getName();
        Double busy = cores.get(name);
        return busy == null
                ? List.of()
                : List.of(new ContainerUsage("main", name + "-1", (long) (System.nanoTime() * busy), 64L << 20));
    }
}
