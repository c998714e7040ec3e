package io.etlbed.simulator.docker.k3s;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that a cluster ends with.
 *
 * @param host that it runs on, by name
 * @param started when, so that a later process of the same number is not taken for it
 */
record Owner(String host, long pid, Instant started) {

    /** The kernel counts from its start, and its clock is set now and then. */
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    /** This process. */
    static Owner self() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(localHost(), self.pid(), self.info().startInstant().orElse(Instant.EPOCH));
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    /** As a label. */
    String text() {
        return host + "/" + pid + "/" + started.toEpochMilli();
    }

    static Optional<Owner> parse(String text) {
        if (!text.matches("[^/]+/\\d{1,18}/\\d{1,18}")) {
            return Optional.empty();
        }
        String[] parts = text.split("/", -1);
        return Optional.of(
                new Owner(parts[0], Long.parseLong(parts[1]), Instant.ofEpochMilli(Long.parseLong(parts[2]))));
    }

    /** Whether it is known to have ended: of other hosts nothing is known. */
    boolean gone() {
        return host.equals(localHost())
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .flatMap(process -> process.info().startInstant())
                        .filter(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) < 0)
                        .isEmpty();
    }
}
