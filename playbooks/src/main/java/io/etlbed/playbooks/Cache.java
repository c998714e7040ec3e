package io.etlbed.playbooks;

import java.nio.file.Path;

/** The one folder outside a run's own that is written to. */
final class Cache {

    private Cache() {}

    /**
     * System property {@code etlbed.cache}, else the environment's {@code ETLBED_CACHE}, else {@code etlbed} within
     * {@code XDG_CACHE_HOME} or {@code ~/.cache}.
     */
    static Path folder() {
        String property = System.getProperty("etlbed.cache", "");
        if (!property.isEmpty()) {
            return Path.of(property);
        }
        String own = System.getenv().getOrDefault("ETLBED_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String shared = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path base = shared.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(shared);
        return base.resolve("etlbed");
    }
}
