package io.etlbed.cluster.control;

import io.etlbed.cluster.disk.DiskErrors;
import io.etlbed.cluster.disk.SealedFile;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.ConfigMd;
import io.etlbed.cluster.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The configuration as one node has it: what is set of the cluster's, and what is set on this node alone. */
public final class NodeConfig {

    private final Replica<ConfigMd> cluster;
    private final SealedFile file;
    private final String found;
    private Map<String, Object> lasting;
    private Map<String, Object> passing = Map.of();

    /**
     * @param folder of the node
     * @param durable whether each change is forced to the disk
     * @throws IOException if what the folder has cannot be read; the message names the file
     */
    public NodeConfig(Path folder, boolean durable) throws IOException {
        this.cluster = new Replica<>(folder.resolve("config.json"), ConfigMd.class, ConfigMd.NONE, durable, next -> {});
        this.found = cluster.current().changed();
        this.file = new SealedFile(folder.resolve("config-here.json"), durable);
        this.lasting = file.exists() ? read(file) : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(SealedFile file) throws IOException {
        try {
            return Json.read(file.read(), Map.class);
        } catch (AisException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** For whoever brings new versions of what is set for all nodes. */
    public Replica<ConfigMd> replica() {
        return cluster;
    }

    /** Whether buckets that are made now compare all bytes with the checksum on each GET. */
    public boolean validatesWarmGet() {
        return Boolean.TRUE.equals(ofCluster().get(Settings.VALIDATE_WARM_GET));
    }

    /** What is set for all nodes, as far as it has not passed: what was passing before this node was started has. */
    public ConfigMd current() {
        ConfigMd known = cluster.current();
        return known.changed().equals(found) ? known.lastingOnly() : known;
    }

    private Map<String, Object> ofCluster() {
        ConfigMd known = current();
        Map<String, Object> settings = new TreeMap<>(known.lasting());
        settings.putAll(known.passing());
        return settings;
    }

    /** The cluster's configuration as AIStore shows it, without what is not set but found. */
    Map<String, Object> clusterTree() {
        return dated(Settings.tree(ofCluster()));
    }

    /** The same with what is set on this node alone. */
    synchronized Map<String, Object> nodeTree() {
        Map<String, Object> settings = ofCluster();
        settings.putAll(lasting);
        settings.putAll(passing);
        return dated(Settings.tree(settings));
    }

    private Map<String, Object> dated(Map<String, Object> tree) {
        ConfigMd known = cluster.current();
        tree.put("lastupdate_time", known.changed());
        tree.put("config_version", Long.toString(1 + known.version()));
        return tree;
    }

    /**
     * Sets something on this node alone.
     *
     * @param passes whether it is to be forgotten when the node is started again
     * @throws AisException 507 or 500 where the disk does not take it; then nothing is set
     */
    synchronized void setHere(Map<String, Object> settings, boolean passes) {
        Map<String, Object> nextPassing = new TreeMap<>(passing);
        if (passes) {
            nextPassing.putAll(settings);
        } else {
            Map<String, Object> nextLasting = new TreeMap<>(lasting);
            nextLasting.putAll(settings);
            keep(nextLasting);
            nextPassing.keySet().removeAll(settings.keySet());
        }
        passing = nextPassing;
    }

    /** Nothing is set on this node alone any more. */
    synchronized void resetHere() {
        keep(Map.of());
        passing = Map.of();
    }

    private void keep(Map<String, Object> next) {
        try {
            file.write(Json.write(next));
        } catch (IOException e) {
            throw DiskErrors.told("cannot write " + file, e);
        }
        lasting = next;
    }
}
