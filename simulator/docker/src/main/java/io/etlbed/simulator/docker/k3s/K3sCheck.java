package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.DockerEngine;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether clusters of the provider {@code k3s} can be started here, as far as that is known without starting one.
 *
 * @param well whether they can
 * @param text what was found, or what is the matter
 * @param advice what to do about it; empty where all is well
 */
public record K3sCheck(boolean well, String text, String advice) {

    /** Looks for an engine and the images; takes some seconds at most, and changes nothing. */
    public static K3sCheck examine() {
        return examine(K3sSettings.find());
    }

    static K3sCheck examine(K3sSettings settings) {
        try (DockerEngine engine = DockerEngine.connect()) {
            String found = "Docker engine " + engine.info().version() + " at " + engine.address();
            List<String> missing = new ArrayList<>();
            for (String image : List.of(settings.image(), settings.base())) {
                if (engine.images().find(image).isEmpty()) {
                    missing.add(image);
                }
            }
            return missing.isEmpty()
                    ? new K3sCheck(true, found + ", " + settings.image() + " on " + settings.base(), "")
                    : new K3sCheck(
                            false,
                            found + ", without " + String.join(" and ", missing),
                            "`docker pull " + String.join("`, `docker pull ", missing)
                                    + "`; or name others in ETLBED_K3S_IMAGE and ETLBED_K3S_BASE");
        } catch (SimulatorException e) {
            return new K3sCheck(
                    false,
                    "no Docker engine answers",
                    "start one, or name it in DOCKER_HOST; Podman's service does as well");
        }
    }
}
