package io.etlbed.conformance.run;

import io.etlbed.conformance.profile.Size;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.Isolation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What a run is to do. Immutable; {@code with…} methods give changed copies.
 *
 * @param endpoint a gateway of a running cluster; empty to start a reference cluster for the run
 * @param authority of the endpoint's certificates, a PEM file; empty for those that the JDK knows
 * @param provider of the Kubernetes below a cluster that is started: {@code embedded}, {@code k3s} or
 *     {@code kubeconfig}
 * @param kubeconfig of the Kubernetes below the endpoint, or of the one that the provider {@code kubeconfig} uses; without
 *     it the checks of a given endpoint that look into Kubernetes are skipped
 * @param targets how many targets a cluster that is started has
 * @param images real ones that its nodes get, for the provider {@code k3s}
 * @param inproc whether its containers are Java code of this JVM: without processes, and without Python
 * @param targetProcesses whether its targets are processes of their own
 * @param exactRuntimes whether it refuses <i>init code</i> for versions of Python that are not there
 * @param isolation how its pods are kept apart
 * @param probeImage name of the probe transformer in a cluster that is given; a cluster that is started here knows it
 * @param ais the program {@code ais} that is judged; empty for the one of this build
 * @param only what is judged, such as {@code SPEC-01..14, NAME}; empty for all
 * @param skip what of that is not
 * @param profile what is asked where clusters may differ: a name such as {@code document}, or a file
 * @param baseline the file of the failures that are known: each change against it fails the run
 * @param strict whether each failure fails the run: known ones, and those of what is no MUST
 * @param destructive whether checks may kill what runs in a cluster that is given
 * @param largeObject bytes of the object that is to stream through containers; empty for the profile's
 * @param seed of the data that checks make up; the same seed gives the same data
 * @param parallel how many checks run at once, at least 1
 * @param folder for all that the run writes
 */
public record ConformanceOptions(
        Optional<URI> endpoint,
        Optional<Path> authority,
        String provider,
        Optional<Path> kubeconfig,
        int targets,
        List<ContainerImage> images,
        boolean inproc,
        boolean targetProcesses,
        boolean exactRuntimes,
        Isolation isolation,
        Optional<String> probeImage,
        Optional<Path> ais,
        String only,
        String skip,
        String profile,
        Optional<Path> baseline,
        boolean strict,
        boolean destructive,
        OptionalLong largeObject,
        long seed,
        int parallel,
        Path folder) {

    /** Checks mostly wait for pods: more at once than there are cores. */
    private static final int AT_ONCE = 6;

    /** All of the catalogue against an embedded cluster with three targets. */
    public static ConformanceOptions in(Path folder) {
        return new ConformanceOptions(
                Optional.empty(),
                Optional.empty(),
                "embedded",
                Optional.empty(),
                3,
                List.of(),
                false,
                false,
                false,
                Isolation.BEST,
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                "document",
                Optional.empty(),
                false,
                false,
                OptionalLong.empty(),
                System.nanoTime() & 0xffff_ffffL,
                AT_ONCE,
                folder);
    }

    /** All of the catalogue against a cluster that runs already. */
    public static ConformanceOptions against(URI endpoint) {
        return in(Path.of(".")).withEndpoint(endpoint);
    }

    public ConformanceOptions withEndpoint(URI url) {
        return changed(draft -> draft.endpoint = Optional.of(url));
    }

    public ConformanceOptions withAuthority(Path certificates) {
        return changed(draft -> draft.authority = Optional.of(certificates));
    }

    public ConformanceOptions withProvider(String name) {
        return changed(draft -> draft.provider = name);
    }

    public ConformanceOptions withKubeconfig(Path file) {
        return changed(draft -> draft.kubeconfig = Optional.of(file));
    }

    public ConformanceOptions withTargets(int count) {
        return changed(draft -> draft.targets = count);
    }

    public ConformanceOptions withImages(List<ContainerImage> real) {
        return changed(draft -> draft.images = List.copyOf(real));
    }

    public ConformanceOptions withInproc(boolean handlers) {
        return changed(draft -> draft.inproc = handlers);
    }

    public ConformanceOptions withTargetProcesses(boolean own) {
        return changed(draft -> draft.targetProcesses = own);
    }

    public ConformanceOptions withExactRuntimes(boolean exact) {
        return changed(draft -> draft.exactRuntimes = exact);
    }

    public ConformanceOptions withIsolation(Isolation how) {
        return changed(draft -> draft.isolation = how);
    }

    public ConformanceOptions withProbeImage(String image) {
        return changed(draft -> draft.probeImage = Optional.of(image));
    }

    public ConformanceOptions withAis(Path program) {
        return changed(draft -> draft.ais = Optional.of(program));
    }

    public ConformanceOptions withOnly(String ids) {
        return changed(draft -> draft.only = ids);
    }

    public ConformanceOptions withSkip(String ids) {
        return changed(draft -> draft.skip = ids);
    }

    public ConformanceOptions withProfile(String name) {
        return changed(draft -> draft.profile = name);
    }

    public ConformanceOptions withBaseline(Path file) {
        return changed(draft -> draft.baseline = Optional.of(file));
    }

    public ConformanceOptions withStrict(boolean each) {
        return changed(draft -> draft.strict = each);
    }

    public ConformanceOptions withDestructive(boolean allowed) {
        return changed(draft -> draft.destructive = allowed);
    }

    public ConformanceOptions withLargeObject(long bytes) {
        return changed(draft -> draft.largeObject = OptionalLong.of(bytes));
    }

    public ConformanceOptions withSeed(long value) {
        return changed(draft -> draft.seed = value);
    }

    public ConformanceOptions withParallel(int count) {
        return changed(draft -> draft.parallel = Math.max(1, count));
    }

    /** The command line that runs with these options again, but for what selects checks and where reports go. */
    String command() {
        CommandLine line = new CommandLine("etlbed conformance run");
        endpoint.ifPresent(url -> line.option("--endpoint", url));
        authority.ifPresent(file -> line.option("--ca", file));
        line.flag(endpoint.isEmpty() && !provider.equals("embedded"), "--provider " + provider);
        kubeconfig.ifPresent(file -> line.option("--kubeconfig", file));
        probeImage.ifPresent(image -> line.option("--probe-image", image));
        line.flag(inproc, "--inproc");
        line.flag(targetProcesses, "--target-processes");
        line.flag(exactRuntimes, "--exact-runtimes");
        line.flag(endpoint.isEmpty() && targets != 3, "--targets " + targets);
        if (!profile.equals("document")) {
            line.option("--profile", profile);
        }
        baseline.ifPresent(file -> line.option("--baseline", file));
        line.flag(strict, "--strict");
        line.flag(destructive, "--destructive");
        largeObject.ifPresent(bytes -> line.option("--large", Size.of(bytes)));
        line.option("--seed", seed);
        return line.toString();
    }

    private ConformanceOptions changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** The options while one of them is changed. */
    private static final class Draft {

        private final Path folder;
        private Optional<URI> endpoint;
        private Optional<Path> authority;
        private String provider;
        private Optional<Path> kubeconfig;
        private int targets;
        private List<ContainerImage> images;
        private boolean inproc;
        private boolean targetProcesses;
        private boolean exactRuntimes;
        private Isolation isolation;
        private Optional<String> probeImage;
        private Optional<Path> ais;
        private String only;
        private String skip;
        private String profile;
        private Optional<Path> baseline;
        private boolean strict;
        private boolean destructive;
        private OptionalLong largeObject;
        private long seed;
        private int parallel;

        Draft(ConformanceOptions from) {
            this.folder = from.folder;
            this.endpoint = from.endpoint;
            this.authority = from.authority;
            this.provider = from.provider;
            this.kubeconfig = from.kubeconfig;
            this.targets = from.targets;
            this.images = from.images;
            this.inproc = from.inproc;
            this.targetProcesses = from.targetProcesses;
            this.exactRuntimes = from.exactRuntimes;
            this.isolation = from.isolation;
            this.probeImage = from.probeImage;
            this.ais = from.ais;
            this.only = from.only;
            this.skip = from.skip;
            this.profile = from.profile;
            this.baseline = from.baseline;
            this.strict = from.strict;
            this.destructive = from.destructive;
            this.largeObject = from.largeObject;
            this.seed = from.seed;
            this.parallel = from.parallel;
        }

        ConformanceOptions finished() {
            return new ConformanceOptions(
                    endpoint,
                    authority,
                    provider,
                    kubeconfig,
                    targets,
                    images,
                    inproc,
                    targetProcesses,
                    exactRuntimes,
                    isolation,
                    probeImage,
                    ais,
                    only,
                    skip,
                    profile,
                    baseline,
                    strict,
                    destructive,
                    largeObject,
                    seed,
                    parallel,
                    folder);
        }
    }
}
