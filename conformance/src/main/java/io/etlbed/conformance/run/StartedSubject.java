package io.etlbed.conformance.run;

import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.probe.ProbeHandler;
import io.etlbed.conformance.probe.ProbeImage;
import io.etlbed.junit.EtlCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A reference cluster that was started for the run and ends with it. */
record StartedSubject(EtlCluster cluster, ConformanceOptions options) implements Subject {

    static StartedSubject start(ConformanceOptions options) {
        EtlCluster.Builder builder = EtlCluster.builder()
                .provider(options.provider())
                .targets(options.targets())
                .exactRuntimes(options.exactRuntimes())
                .containerImages(options.images())
                .isolation(options.isolation())
                .folder(options.folder().resolve("cluster"));
        if (options.targetProcesses()) {
            builder.targetProcesses();
        }
        if (options.inproc()) {
            return new StartedSubject(
                    builder.inproc().handler(ProbeHandler.image()).start(), options);
        }
        if (options.kubeconfig().isPresent()) {
            builder.kubeconfig(options.kubeconfig().get());
            return new StartedSubject(builder.start(), options);
        }
        Path probe = probe(options);
        try {
            return new StartedSubject(
                    builder.images(List.of(ProbeImage.bundle(probe))).start(), options);
        } catch (RuntimeException e) {
            ProbeImage.remove(probe);
            throw e;
        }
    }

    private static Path probe(ConformanceOptions options) {
        return options.folder().resolve("probe");
    }

    @Override
    public String description() {
        return cluster.url() + " (" + options.provider() + (options.inproc() ? ", in this JVM" : "") + ", "
                + cluster.targets() + " targets)";
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.of(cluster.url());
    }

    @Override
    public Optional<KubernetesClient> kubernetes() {
        return Optional.of(cluster.kubernetes());
    }

    @Override
    public Map<String, String> targetNodes() {
        return cluster.targetNodes();
    }

    @Override
    public Images images() {
        return options.inproc()
                ? Images.ofHandlers(ProbeImage.NAME)
                : Images.documented(Optional.of(options.probeImage().orElse(ProbeImage.NAME)));
    }

    @Override
    public Optional<NodeControl> nodes() {
        return Optional.of(new OwnNodes(
                cluster.kubeconfig(), options.folder(), cluster.url().getHost()));
    }

    @Override
    public void close() {
        cluster.close();
        ProbeImage.remove(probe(options));
    }
}
