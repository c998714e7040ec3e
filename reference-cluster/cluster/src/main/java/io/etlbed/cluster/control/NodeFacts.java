package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a node can tell of the machine it is on, and its configuration. */
public final class NodeFacts {

    /** The release whose protocol is spoken. */
    public static final String VERSION = "3.11.etlbed";

    private final Optional<Path> storage;

    /** @param storage where a target keeps its objects; empty for a proxy */
    public NodeFacts(Optional<Path> storage) {
        this.storage = storage;
    }

    /** Memory and load. */
    public Map<String, Object> system() {
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

    /** Space by folder; null for a proxy. */
    public @Nullable Map<String, Object> capacity() {
        if (storage.isEmpty()) {
            return null;
        }
        try {
            FileStore store = Files.getFileStore(storage.get());
            long used = store.getTotalSpace() - store.getUnallocatedSpace();
            Map<String, Object> space = new LinkedHashMap<>();
            space.put("used", Long.toString(used));
            space.put("avail", Long.toString(store.getUsableSpace()));
            space.put("pct_used", store.getTotalSpace() == 0 ? 0 : (int) (100 * used / store.getTotalSpace()));
            return Map.of(storage.get().toString(), space);
        } catch (IOException e) {
            throw new UncheckedIOException("no capacity of " + storage.get(), e);
        }
    }

    /** The cluster's configuration, as clients look at it; little of it is used here. */
    public static Map<String, Object> clusterConfig(NodeState node) {
        try (InputStream in = NodeFacts.class.getResourceAsStream("cluster-config.json")) {
            if (in == null) {
                throw new IllegalStateException("cluster-config.json is not in the jar");
            }
            @SuppressWarnings("unchecked")
            Map<String, Object> config = new TreeMap<>((Map<String, Object>) Json.read(in.readAllBytes(), Map.class));
            String primary = node.map().proxy_si().url();
            config.put(
                    "proxy",
                    Map.of(
                            "primary_url",
                            primary,
                            "original_url",
                            primary,
                            "discovery_url",
                            "",
                            "non_electable",
                            false));
            config.put("uuid", node.map().uuid());
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster's configuration and what is this node's own. */
    public Map<String, Object> config(NodeState node) {
        Map<String, Object> config = clusterConfig(node);
        config.put("confdir", "");
        config.put("log_dir", "");
        String host = node.self().public_net().node_ip_addr();
        String port = node.self().public_net().daemon_port();
        config.put(
                "host_net",
                Map.of(
                        "hostname", host,
                        "hostname_intra_control", host,
                        "hostname_intra_data", host,
                        "port", port,
                        "port_intra_control", port,
                        "port_intra_data", port));
        config.put(
                "fspaths",
                Map.of(
                        "paths",
                        storage.map(Path::toString)
                                .map(p -> Map.of(p, Map.of()))
                                .orElse(Map.of())));
        config.put("test_fspaths", Map.of("root", "", "count", 0, "instance", 0));
        return config;
    }
}
