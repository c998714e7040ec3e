package io.etlbed.conformance.campaign;

import io.etlbed.cluster.etl.spec.EtlSpecs;
import io.etlbed.cluster.etl.spec.Position;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.fuzz.FuzzSubject;
import io.etlbed.conformance.fuzz.FuzzTarget;
import io.etlbed.conformance.fuzz.Violated;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.probe.ProbeImage;
import io.etlbed.junit.EtlCluster;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is fuzzed, and what has to be closed after that. */
record OpenSubject(FuzzSubject subject, List<Runnable> toClose) implements AutoCloseable {

    static OpenSubject open(FuzzTarget target, FuzzPlace place, long seed) {
        return switch (target) {
            case LINT -> new OpenSubject(FuzzSubject.of(OpenSubject::violations), List.of());
            case KUBERNETES -> kubernetes(place);
            case SPEC, NAME, CODE, HTTP -> cluster(place, seed);
        };
    }

    private static OpenSubject kubernetes(FuzzPlace place) {
        if (place.kubeconfig().isPresent()) {
            KubernetesClient client = client(place.kubeconfig().get());
            return new OpenSubject(FuzzSubject.of(client), List.of(client::close));
        }
        KubernetesCluster cluster = KubernetesClusters.start(
                KubernetesClusters.EMBEDDED,
                ClusterConfig.in(place.folder().resolve("kubernetes")).withHandlersOnly());
        return new OpenSubject(FuzzSubject.of(cluster.client()), List.of(cluster::close));
    }

    private static OpenSubject cluster(FuzzPlace place, long seed) {
        if (place.endpoint().isPresent()) {
            Optional<KubernetesClient> client = place.kubeconfig().map(OpenSubject::client);
            Lab lab = Lab.of(
                    Endpoint.of(place.endpoint().get()),
                    client,
                    Map.of(),
                    Images.documented(Optional.empty()),
                    Profile.DOCUMENT,
                    seed);
            return new OpenSubject(
                    FuzzSubject.of(lab),
                    client.map(each -> List.<Runnable>of(each::close)).orElse(List.of()));
        }
        EtlCluster cluster = EtlCluster.builder()
                .inproc()
                .targets(1)
                .folder(place.folder().resolve("cluster"))
                .start();
        Lab lab = Lab.of(
                Endpoint.of(cluster.url()),
                Optional.of(cluster.kubernetes()),
                cluster.targetNodes(),
                Images.ofHandlers(ProbeImage.NAME),
                Profile.DOCUMENT,
                seed);
        return new OpenSubject(FuzzSubject.of(lab), List.of(cluster::close));
    }

    private static KubernetesClient client(Path kubeconfig) {
        if (!Files.isReadable(kubeconfig)) {
            throw new ConformanceException("no kubeconfig can be read at " + kubeconfig);
        }
        return new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    private static List<Violated> violations(String yaml) {
        return EtlSpecs.check(yaml).violations().stream()
                .map(each -> new Violated(
                        each.rule(),
                        each.path(),
                        each.position().map(Position::line).orElse(0),
                        each.position().map(Position::column).orElse(0)))
                .toList();
    }

    @Override
    public void close() {
        toClose.forEach(Runnable::run);
    }
}
