package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What users may set: each by a system property {@code etlbed.k3s.NAME}, or by {@code ETLBED_K3S_NAME} of the environment.
 *
 * @param image of the nodes
 * @param base on which bundles become images: it has what they ask for, such as {@code python3}
 * @param host address of this host as pods reach it; empty to find it
 * @param reuse whether a cluster is left running for the next run that wants one like it
 * @param reaper image of the container that removes everything if this JVM is killed; {@value #OFF} for none, and
 *     {@value #AUTO} for one if the engine has its image
 * @param patience within which a cluster must be ready
 */
record K3sSettings(String image, String base, Optional<String> host, boolean reuse, String reaper, Duration patience) {

    static final String AUTO = "auto";
    static final String OFF = "off";

    /** With this one everything was tried; from 1.35 on Kubernetes wants control groups of version 2. */
    private static final String DEFAULT_IMAGE = "rancher/k3s:v1.31.4-k3s1";

    private static final String DEFAULT_BASE = "python:3-slim";
    private static final String DEFAULT_PATIENCE = "180";

    static K3sSettings find() {
        return find(System::getProperty, System.getenv());
    }

    static K3sSettings find(Function<String, String> property, Map<String, String> environment) {
        Source source = (name, otherwise) -> Optional.ofNullable(property.apply("etlbed.k3s." + name))
                .or(() -> Optional.ofNullable(environment.get("ETLBED_K3S_" + name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank())
                .orElse(otherwise);
        // Whoever has turned it off for Testcontainers means it here too.
        boolean noReaper = Boolean.parseBoolean(environment.get("TESTCONTAINERS_RYUK_DISABLED"));
        return new K3sSettings(
                source.get("image", DEFAULT_IMAGE),
                source.get("base", DEFAULT_BASE),
                Optional.of(source.get("host", "")).filter(host -> !host.isEmpty()),
                Boolean.parseBoolean(source.get("reuse", "false")),
                source.get("ryuk", noReaper ? OFF : AUTO),
                seconds(source.get("patience", DEFAULT_PATIENCE)));
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9]\\d{0,4}")) {
            throw new SimulatorException("etlbed.k3s.patience is a number of seconds, 1 to 99999, not '" + text + "'");
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    private interface Source {
        String get(String name, String otherwise);
    }
}
