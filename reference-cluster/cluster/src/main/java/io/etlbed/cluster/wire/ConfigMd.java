package io.etlbed.cluster.wire;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was set of the cluster's configuration; all else has its default.
 *
 * @param lasting by dotted name, such as {@code log.level}; values as JSON has them
 * @param passing the same, on each node until it is started again
 * @param changed when anything was set last, in RFC 3339; empty for never
 */
public record ConfigMd(
        long term, long version, Map<String, Object> lasting, Map<String, Object> passing, String changed)
        implements Stamped<ConfigMd> {

    /** That of a new cluster. */
    public static final ConfigMd NONE = new ConfigMd(0, 0, Map.of(), Map.of(), "");

    public ConfigMd {
        lasting = Collections.unmodifiableMap(new TreeMap<>(lasting));
        passing = Collections.unmodifiableMap(new TreeMap<>(passing));
    }

    @Override
    public Stamp stamp() {
        return new Stamp(term, version);
    }

    @Override
    public ConfigMd at(Stamp stamp) {
        return new ConfigMd(stamp.term(), stamp.version(), lasting, passing, changed);
    }

    /** With settings more, or changed. What is set to last is no longer passing. */
    public ConfigMd with(Map<String, Object> settings, boolean passes, String when) {
        Map<String, Object> nextLasting = new TreeMap<>(lasting);
        Map<String, Object> nextPassing = new TreeMap<>(passing);
        if (passes) {
            nextPassing.putAll(settings);
        } else {
            nextLasting.putAll(settings);
            nextPassing.keySet().removeAll(settings.keySet());
        }
        return new ConfigMd(term, version, nextLasting, nextPassing, when);
    }

    /** Without what was set until the next start. */
    public ConfigMd lastingOnly() {
        return new ConfigMd(term, version, lasting, Map.of(), changed);
    }

    /** With all defaults. */
    public ConfigMd reset(String when) {
        return new ConfigMd(term, version, Map.of(), Map.of(), when);
    }
}
