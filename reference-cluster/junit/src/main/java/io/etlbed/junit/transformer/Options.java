package io.etlbed.junit.transformer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was told of a transformer beside its source. */
record Options(
        Optional<String> communication,
        Optional<Duration> timeout,
        Optional<Path> folder,
        Optional<String> requirements,
        Optional<String> runtime,
        Map<String, String> environment,
        int port,
        String health) {

    static final Options NONE = new Options(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            8000,
            "/health");

    Options withCommunication(String type) {
        return new Options(Optional.of(type), timeout, folder, requirements, runtime, environment, port, health);
    }

    Options withTimeout(Duration limit) {
        return new Options(communication, Optional.of(limit), folder, requirements, runtime, environment, port, health);
    }

    Options withFolder(Path place) {
        return new Options(
                communication, timeout, Optional.of(place), requirements, runtime, environment, port, health);
    }

    Options withRequirements(String lines) {
        return new Options(communication, timeout, folder, Optional.of(lines), runtime, environment, port, health);
    }

    Options withRuntime(String name) {
        return new Options(communication, timeout, folder, requirements, Optional.of(name), environment, port, health);
    }

    Options withVariable(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new Options(communication, timeout, folder, requirements, runtime, Map.copyOf(more), port, health);
    }

    Options withPort(int number) {
        return new Options(communication, timeout, folder, requirements, runtime, environment, number, health);
    }

    Options withHealth(String path) {
        return new Options(communication, timeout, folder, requirements, runtime, environment, port, path);
    }

    /** As the init message has it: whole milliseconds do not occur in it, so they are rounded up to seconds. */
    Optional<String> timeoutText() {
        return timeout.map(limit -> Math.max(1, (limit.toMillis() + 999) / 1000) + "s");
    }
}
