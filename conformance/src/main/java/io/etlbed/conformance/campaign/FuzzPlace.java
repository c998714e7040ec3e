package io.etlbed.conformance.campaign;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where to fuzz.
 *
 * @param endpoint a gateway; without one a cluster is started whose containers are Java code
 * @param kubeconfig the Kubernetes below it, or the one to fuzz
 * @param folder for what a cluster that is started writes; empty or new
 */
public record FuzzPlace(Optional<URI> endpoint, Optional<Path> kubeconfig, Path folder) {

    /** A cluster of its own. */
    public static FuzzPlace in(Path folder) {
        return new FuzzPlace(Optional.empty(), Optional.empty(), folder);
    }

    /** The same on a cluster that runs. */
    public FuzzPlace at(URI gateway) {
        return new FuzzPlace(Optional.of(gateway), kubeconfig, folder);
    }
}
