package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.CacheFolder;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.LocalImage;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to a cluster that outlives its runs. One process has it at a time: it is the lock of a file, which ends with the
 * process.
 *
 * @param mark what a cluster must have been made of, to be taken over
 */
record Reuse(String mark, FileChannel lock) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reuse.class);
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Set<String> OF_KUBERNETES = Set.of("default", "kube-system", "kube-public", "kube-node-lease");

    /** The right to the cluster of so many nodes of this image; empty where another process has it. */
    static Optional<Reuse> claim(LocalImage image, int nodes) throws IOException {
        String id = image.id().replaceFirst("^sha256:", "");
        String mark = id.substring(0, Math.min(12, id.length())) + "-" + nodes;
        Path folder = Files.createDirectories(CacheFolder.find().resolve("k3s"));
        FileChannel channel =
                FileChannel.open(folder.resolve(mark + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(new Reuse(mark, channel));
            }
        } catch (OverlappingFileLockException another) {
            LOG.debug("another cluster of this JVM", another);
        }
        channel.close();
        LOG.info("the k3s cluster that could be reused is in use; starting another");
        return Optional.empty();
    }

    /** Its nodes as they run now, the server first; empty where it is not there as a whole. */
    List<K3sNode> running(DockerEngine engine, int count) {
        List<ContainerState> states = engine.containers().labelled(Map.of(Marks.REUSE, mark)).stream()
                .flatMap(id -> engine.containers().inspect(id).stream())
                .sorted(Comparator.comparing(ContainerState::name))
                .toList();
        if (states.size() == count && states.stream().allMatch(ContainerState::running)) {
            return states.stream()
                    .map(state -> new K3sNode(
                            state.name(), state.id(), engine.containers().inside(state.id())))
                    .toList();
        }
        states.stream()
                .map(state -> state.labels().getOrDefault(Marks.CLUSTER, ""))
                .distinct()
                .forEach(new Sweep(engine)::cluster);
        return List.of();
    }

    /** Removes what an earlier run has left in it: it is handed out as good as new. */
    static Optional<String> clear(KubernetesClient client) throws InterruptedException {
        client.namespaces().list().getItems().stream()
                .filter(namespace ->
                        !OF_KUBERNETES.contains(namespace.getMetadata().getName()))
                .forEach(namespace -> client.resource(namespace).delete());
        client.pods().inNamespace("default").withGracePeriod(0).delete();
        client.services().inNamespace("default").list().getItems().stream()
                .filter(service -> !service.getMetadata().getName().equals("kubernetes"))
                .forEach(service -> client.resource(service).delete());
        return new Patience(LIMIT).await(() -> {
            List<String> left = client.namespaces().list().getItems().stream()
                    .map(HasMetadata::getMetadata)
                    .map(meta -> meta.getName())
                    .filter(name -> !OF_KUBERNETES.contains(name))
                    .toList();
            return left.isEmpty() ? Optional.empty() : Optional.of("still there: " + String.join(", ", left));
        });
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of the reused cluster: {}", e.getMessage());
        }
    }
}
