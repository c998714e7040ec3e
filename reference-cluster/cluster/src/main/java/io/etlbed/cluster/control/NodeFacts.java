package io.etlbed.cluster.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node can tell of the machine it is on, and where it is. */
public final class NodeFacts {

    /** The release whose protocol is spoken. */
    public static final String VERSION = "3.11.etlbed";

    private static final Logger LOG = LoggerFactory.getLogger(NodeFacts.class);

    private final Optional<Path> storage;
    private final Optional<DiskLoad> disk;

    /** @param storage where a target keeps its objects; empty for a proxy */
    public NodeFacts(Optional<Path> storage) {
        this.storage = storage;
        this.disk = storage.map(DiskLoad::new);
    }

    /** Of the file system that holds a target's objects, in bytes. */
    private record Space(long total, long used, long available) {

        static Space of(Path folder) {
            try {
                FileStore store = Files.getFileStore(folder);
                return new Space(
                        store.getTotalSpace(),
                        store.getTotalSpace() - store.getUnallocatedSpace(),
                        store.getUsableSpace());
            } catch (IOException e) {
                throw new UncheckedIOException("no capacity of " + folder, e);
            }
        }

        long percentUsed() {
            return total == 0 ? 0 : 100 * used / total;
        }
    }

    /** Memory and load. */
    Map<String, Object> memory() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("mem_used", used);
        info.put("mem_avail", runtime.maxMemory() - used);
        info.put("pct_mem_used", 100.0 * used / runtime.maxMemory());
        info.put("pct_cpu_used", Math.max(0, 100.0 * load / runtime.availableProcessors()));
        return info;
    }

    /** Memory and load, and of a target also its space. */
    Map<String, Object> system() {
        Map<String, Object> info = memory();
        storage.map(Space::of).ifPresent(space -> {
            info.put("fs_used", Long.toString(space.used()));
            info.put("fs_capacity", Long.toString(space.total()));
            info.put("pct_fs_used", space.percentUsed());
        });
        return info;
    }

    /** Space by folder; null for a proxy. */
    @Nullable
    Map<String, Object> capacity() {
        if (storage.isEmpty()) {
            return null;
        }
        Space space = Space.of(storage.get());
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("used", Long.toString(space.used()));
        told.put("avail", Long.toString(space.available()));
        told.put("pct_used", space.percentUsed());
        return Map.of(storage.get().toString(), told);
    }

    /** How much of the disk with the objects is used, in percent; -1 for a proxy, and where the disk does not tell. */
    public int diskUsed() {
        try {
            return storage.isEmpty() ? -1 : (int) Space.of(storage.get()).percentUsed();
        } catch (UncheckedIOException e) {
            LOG.debug("no capacity of {}", storage.get(), e);
            return -1;
        }
    }

    /**
     * What only targets tell; empty of a proxy.
     *
     * @param what {@code disk}, {@code mountpaths} or {@code remote}
     */
    Optional<Map<String, Object>> ofTarget(String what) {
        return switch (what) {
            case "disk" -> disk.map(DiskLoad::now);
            case "mountpaths" -> storage.map(NodeFacts::mountpaths);
            default -> storage.map(folder -> Map.of());
        };
    }

    private static Map<String, Object> mountpaths(Path folder) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("available", List.of(folder.toString()));
        told.put("waiting_dd", List.of());
        told.put("disabled", List.of());
        return told;
    }

    /** The cluster's configuration, as clients look at it. */
    static Map<String, Object> clusterConfig(NodeState node, NodeConfig config) {
        return located(config.clusterTree(), node);
    }

    private static Map<String, Object> located(Map<String, Object> tree, NodeState node) {
        String primary = node.map().proxy_si().url();
        Map<String, Object> proxy = new LinkedHashMap<>();
        proxy.put("primary_url", primary);
        proxy.put("original_url", primary);
        proxy.put("discovery_url", "");
        proxy.put("non_electable", false);
        tree.put("proxy", proxy);
        http(tree).put("use_https", primary.startsWith("https:"));
        tree.put("uuid", node.map().uuid());
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> http(Map<String, Object> config) {
        return (Map<String, Object>) ((Map<String, Object>) config.get("net")).get("http");
    }

    /** The cluster's configuration and what is this node's own. */
    Map<String, Object> nodeConfig(NodeState node, NodeConfig config) {
        Map<String, Object> tree = located(config.nodeTree(), node);
        tree.put("confdir", "");
        tree.put("log_dir", "");
        String host = node.self().public_net().node_ip_addr();
        String port = node.self().public_net().daemon_port();
        Map<String, Object> net = new LinkedHashMap<>();
        for (String suffix : List.of("", "_intra_control", "_intra_data")) {
            net.put("hostname" + suffix, host);
            net.put("port" + suffix, port);
        }
        tree.put("host_net", net);
        tree.put(
                "fspaths",
                storage.map(folder -> Map.of(folder.toString(), Map.of())).orElse(Map.of()));
        tree.put("test_fspaths", Map.of("root", "", "count", 0, "instance", 0));
        return tree;
    }
}
