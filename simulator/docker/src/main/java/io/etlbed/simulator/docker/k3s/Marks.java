package io.etlbed.simulator.docker.k3s;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Labels by which what belongs to clusters is found again, also by {@code docker ps --filter label=io.etlbed.k3s}. */
final class Marks {

    /** On everything. */
    static final Map<String, String> ALL = Map.of("io.etlbed.k3s", "true");

    static final String CLUSTER = "io.etlbed.k3s.cluster";
    static final String OWNER = "io.etlbed.k3s.owner";
    static final String REUSE = "io.etlbed.k3s.reuse";

    private Marks() {}

    /**
     * @param reuse what a run must want to take the cluster over; empty for one that ends with its owner
     */
    static Map<String, String> of(String cluster, Owner owner, Optional<String> reuse) {
        Map<String, String> marks = new LinkedHashMap<>(ALL);
        marks.put(CLUSTER, cluster);
        marks.put(OWNER, owner.text());
        reuse.ifPresent(wanted -> marks.put(REUSE, wanted));
        return marks;
    }

    static Map<String, String> ofCluster(String cluster) {
        return Map.of(CLUSTER, cluster);
    }
}
