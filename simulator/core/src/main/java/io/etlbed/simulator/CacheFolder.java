package io.etlbed.simulator;

import java.nio.file.Path;
import java.util.Map;

/** The one folder outside a run's own that is written to: what is fetched once and kept. */
public final class CacheFolder {

    private CacheFolder() {}

    /**
     * System property {@code etlbed.cache}, else the environment's {@code ETLBED_CACHE}, else {@code etlbed} within
     * {@code XDG_CACHE_HOME} or {@code ~/.cache}. It may not be there yet.
     */
    public static Path find() {
        return find(System.getProperty("etlbed.cache", ""), System.getenv(), System.getProperty("user.home", "/"));
    }

    static Path find(String property, Map<String, String> environment, String home) {
        if (!property.isEmpty()) {
            return Path.of(property).toAbsolutePath();
        }
        String own = environment.getOrDefault("ETLBED_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path base = shared.isEmpty() ? Path.of(home, ".cache") : Path.of(shared);
        return base.resolve("etlbed").toAbsolutePath();
    }
}
