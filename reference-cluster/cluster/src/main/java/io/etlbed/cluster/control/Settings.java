package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Dotted;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.SettingType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The configuration that AIStore's clients know: its defaults, and what may be set of it. By dotted names. */
public final class Settings {

    /** Whether each GET compares all bytes with the checksum, in buckets made from then on. */
    public static final String VALIDATE_WARM_GET = "checksum.validate_warm_get";

    /** What cannot be otherwise here, and why. */
    private static final Map<String, String> FIXED = Map.of(
            "auth.enabled", "authentication servers are out of its scope",
            "mirror.enabled", "mirroring is out of its scope",
            "ec.enabled", "erasure coding is out of its scope",
            "checksum.type", "objects have checksums of this type alone",
            "versioning.enabled", "all objects have versions",
            "rebalance.enabled", "objects move when targets change",
            "net.http.use_https", "that is decided when a cluster is started");

    private static final Map<String, Object> DEFAULTS = defaults();
    private static final Map<String, Object> FLAT = Dotted.flat(DEFAULTS);

    private Settings() {}

    @SuppressWarnings("unchecked")
    private static Map<String, Object> defaults() {
        try (InputStream in = Settings.class.getResourceAsStream("cluster-config.json")) {
            if (in == null) {
                throw new IllegalStateException("cluster-config.json is not in the jar");
            }
            return Json.read(in.readAllBytes(), Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Settings as a query has them.
     *
     * @throws AisException 400 where there is no such setting or it cannot have that value; 501 where it cannot have it here
     */
    public static Map<String, Object> read(Map<String, String> query) {
        Map<String, Object> read = new TreeMap<>();
        query.forEach((name, text) ->
                read.put(name, checked(name, SettingType.of(known(name)).parse(name, text))));
        return requireAny(read);
    }

    /** Settings as a message has them, one object in another; in the same way. */
    public static Map<String, Object> read(Object message) {
        if (!(message instanceof Map<?, ?> tree)) {
            throw new AisException(
                    400, "invalid value of set-config: expected an object such as {\"log\":{\"level\":\"4\"}}");
        }
        Map<String, Object> read = new TreeMap<>();
        Dotted.flat(tree).forEach((name, value) -> {
            Object known = known(name);
            read.put(name, checked(name, SettingType.of(known).parse(name, String.valueOf(value))));
        });
        return requireAny(read);
    }

    private static Map<String, Object> requireAny(Map<String, Object> read) {
        if (read.isEmpty()) {
            throw new AisException(400, "there is nothing to set: expected settings such as log.level=4");
        }
        return read;
    }

    private static Object known(String name) {
        Object known = FLAT.get(name);
        if (known != null) {
            return known;
        }
        if (name.startsWith("backend.")) {
            throw Methods.notSupported("setting " + name, "remote backends are out of its scope");
        }
        throw new AisException(400, "there is no setting \"" + name + "\" that can be changed");
    }

    private static Object checked(String name, Object value) {
        String reason = FIXED.get(name);
        if (reason != null && !FLAT.get(name).equals(value)) {
            throw Methods.notSupported("setting " + name + " to " + value, reason);
        }
        return value;
    }

    /** The whole configuration, one object in another, with some settings that are not the defaults; a new one each time. */
    static Map<String, Object> tree(Map<String, Object> settings) {
        return Dotted.with(DEFAULTS, settings);
    }
}
