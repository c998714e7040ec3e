package io.etlbed.conformance.probe;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** What the environment of a probe tells it to do from the start; {@code probe.py} says what each variable means. */
final class ProbeSettings {

    private static final int DEFAULT_PORT = 80;

    private final Map<String, String> environment;
    private final long started = System.nanoTime();

    ProbeSettings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    int port() {
        return number("PROBE_PORT").orElse(DEFAULT_PORT);
    }

    OptionalInt exit() {
        return applies() ? number("PROBE_EXIT") : OptionalInt.empty();
    }

    OptionalInt postStatus() {
        return applies() ? number("PROBE_POST_STATUS") : OptionalInt.empty();
    }

    boolean ready() {
        String after = applies() ? value("PROBE_READY_AFTER") : "";
        if (after.isEmpty() || after.equals("never")) {
            return after.isEmpty();
        }
        Duration due = Duration.ofMillis((long) (Double.parseDouble(after) * 1000));
        return System.nanoTime() - started >= due.toNanos();
    }

    String node() {
        return value("PROBE_NODE");
    }

    String targetUrl() {
        return value("AIS_TARGET_URL");
    }

    private boolean applies() {
        String onlyOn = value("PROBE_ONLY_ON");
        return onlyOn.isEmpty() || onlyOn.equals(node());
    }

    private OptionalInt number(String name) {
        String value = value(name);
        return value.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(value));
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    static String lower(String header) {
        return header.toLowerCase(Locale.ROOT);
    }
}
