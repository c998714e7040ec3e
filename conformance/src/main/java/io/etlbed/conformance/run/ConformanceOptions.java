package io.etlbed.conformance.run;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is to do. Immutable; {@code with…} methods give changed copies.
 *
 * @param endpoint a gateway of a running cluster; empty to start a reference cluster for the run
 * @param provider of the Kubernetes below a cluster that is started: {@code embedded} or {@code kubeconfig}
 * @param kubeconfig of the Kubernetes below the endpoint, or of the one that the provider {@code kubeconfig} uses; without
 *     it the checks of a given endpoint that look into Kubernetes are skipped
 * @param targets how many targets a cluster that is started has
 * @param probeImage name of the probe transformer in a cluster that is given; a cluster that is started here knows it
 * @param only what is judged, such as {@code SPEC-01..14, NAME}; empty for all
 * @param skip what of that is not
 * @param profile what is asked where clusters may differ, such as {@code document}
 * @param seed of the data that checks make up; the same seed gives the same data
 * @param parallel how many checks run at once, at least 1
 * @param folder for all that the run writes
 */
public record ConformanceOptions(
        Optional<URI> endpoint,
        String provider,
        Optional<Path> kubeconfig,
        int targets,
        Optional<String> probeImage,
        String only,
        String skip,
        String profile,
        long seed,
        int parallel,
        Path folder) {

    /** Checks mostly wait for pods: more at once than there are cores. */
    private static final int AT_ONCE = 4;

    /** All of the catalogue against an embedded cluster with three targets. */
    public static ConformanceOptions in(Path folder) {
        return new ConformanceOptions(
                Optional.empty(),
                "embedded",
                Optional.empty(),
                3,
                Optional.empty(),
                "",
                "",
                "document",
                System.nanoTime() & 0xffff_ffffL,
                AT_ONCE,
                folder);
    }

    public ConformanceOptions withEndpoint(URI url) {
        return new ConformanceOptions(
                Optional.of(url),
                provider,
                kubeconfig,
                targets,
                probeImage,
                only,
                skip,
                profile,
                seed,
                parallel,
                folder);
    }

    public ConformanceOptions withProvider(String name) {
        return new ConformanceOptions(
                endpoint, name, kubeconfig, targets, probeImage, only, skip, profile, seed, parallel, folder);
    }

    public ConformanceOptions withKubeconfig(Path file) {
        return new ConformanceOptions(
                endpoint,
                provider,
                Optional.of(file),
                targets,
                probeImage,
                only,
                skip,
                profile,
                seed,
                parallel,
                folder);
    }

    public ConformanceOptions withTargets(int count) {
        return new ConformanceOptions(
                endpoint, provider, kubeconfig, count, probeImage, only, skip, profile, seed, parallel, folder);
    }

    public ConformanceOptions withProbeImage(String image) {
        return new ConformanceOptions(
                endpoint,
                provider,
                kubeconfig,
                targets,
                Optional.of(image),
                only,
                skip,
                profile,
                seed,
                parallel,
                folder);
    }

    public ConformanceOptions withOnly(String ids) {
        return new ConformanceOptions(
                endpoint, provider, kubeconfig, targets, probeImage, ids, skip, profile, seed, parallel, folder);
    }

    public ConformanceOptions withSkip(String ids) {
        return new ConformanceOptions(
                endpoint, provider, kubeconfig, targets, probeImage, only, ids, profile, seed, parallel, folder);
    }

    public ConformanceOptions withProfile(String name) {
        return new ConformanceOptions(
                endpoint, provider, kubeconfig, targets, probeImage, only, skip, name, seed, parallel, folder);
    }

    public ConformanceOptions withSeed(long value) {
        return new ConformanceOptions(
                endpoint, provider, kubeconfig, targets, probeImage, only, skip, profile, value, parallel, folder);
    }

    public ConformanceOptions withParallel(int count) {
        return new ConformanceOptions(
                endpoint,
                provider,
                kubeconfig,
                targets,
                probeImage,
                only,
                skip,
                profile,
                seed,
                Math.max(1, count),
                folder);
    }
}
