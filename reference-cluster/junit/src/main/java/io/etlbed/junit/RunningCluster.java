package io.etlbed.junit;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.junit.faults.Interposer;
import io.etlbed.junit.transformer.Blueprint;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A cluster that runs, with what all who have a handle on it share. */
final class RunningCluster {

    private final KubernetesCluster kubernetes;
    private final ReferenceCluster nodes;
    private final Optional<Interposer> interposer;
    private final Optional<Path> authority;
    private final Teardown teardown;
    private final Path folder;
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Set<String> loaded = new HashSet<>();
    private final SharedEtls shared = new SharedEtls();
    private final FixedIds fixedIds = new FixedIds();

    /**
     * @param authority of the nodes' certificates; empty where they speak plain HTTP
     * @param folder for files of its handles; removed with the cluster
     */
    RunningCluster(
            KubernetesCluster kubernetes,
            ReferenceCluster nodes,
            Optional<Interposer> interposer,
            Optional<Path> authority,
            Teardown teardown,
            Path folder) {
        this.kubernetes = kubernetes;
        this.nodes = nodes;
        this.interposer = interposer;
        this.authority = authority;
        this.teardown = teardown;
        this.folder = folder;
        List<String> ids = nodes.targetIds();
        for (int i = 0; i < ids.size(); i++) {
            places.put(ids.get(i), Starter.nodeOf(i, kubernetes.nodes()));
        }
    }

    KubernetesCluster kubernetes() {
        return kubernetes;
    }

    ReferenceCluster nodes() {
        return nodes;
    }

    Optional<Interposer> interposer() {
        return interposer;
    }

    Optional<Path> authority() {
        return authority;
    }

    Path folder() {
        return folder;
    }

    SharedEtls shared() {
        return shared;
    }

    FixedIds fixedIds() {
        return fixedIds;
    }

    synchronized Map<String, String> places() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(places));
    }

    synchronized NodeHandle addTarget() {
        String node = kubernetes.nodes().stream()
                .min(Comparator.comparingInt(each -> Collections.frequency(places.values(), each)))
                .orElseThrow();
        NodeHandle added = Unchecked.call("a target cannot be added", () -> nodes.addTarget(Starter.environment(node)));
        places.put(added.id(), node);
        return added;
    }

    synchronized void removeTarget(String id) {
        try {
            nodes.removeTarget(id);
            places.remove(id);
        } catch (IOException e) {
            throw new SimulatorException("target " + id + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** The image of a transformer, once for all who use the same. */
    void load(Blueprint plan) throws IOException {
        synchronized (loaded) {
            if (!loaded.contains(plan.key())) {
                plan.load(kubernetes, folder.resolve("images"));
                loaded.add(plan.key());
            }
        }
    }

    void close() {
        teardown.close();
    }
}
