package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel lets this JVM do. */
final class Capabilities {

    private static final int SYS_ADMIN = 21;
    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /**
     * Whether this JVM may enter the networks of its pods: as root, or because it was started in a user namespace of its
     * own.
     */
    static boolean mayEnterNetworks() {
        try {
            return mayEnterNetworks(Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8));
        } catch (IOException notLinux) {
            return false;
        }
    }

    static boolean mayEnterNetworks(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(EFFECTIVE))
                .map(line -> line.substring(EFFECTIVE.length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> SYS_ADMIN & 1) == 1);
    }
}
