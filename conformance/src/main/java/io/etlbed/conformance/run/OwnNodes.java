package io.etlbed.conformance.run;

import io.etlbed.cluster.NodeHandle;
import io.etlbed.cluster.OwnJava;
import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.TargetProcesses;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.check.NodeControl;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.junit.NodeCertificates;
import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Reference clusters beside the one that is judged. Their targets are processes, each with an environment of its own. */
public final class OwnNodes implements NodeControl {

    private static final int AT_ONCE = 2;

    /** They live for seconds: what counts is that they are there soon. */
    private static final List<String> QUICK = quickStart();

    private final Path kubeconfig;
    private final Path folder;
    private final String host;
    private final AtomicInteger count = new AtomicInteger();

    /** Each is several processes: more at a time would only wait for each other. */
    private final Semaphore free = new Semaphore(AT_ONCE, true);

    /**
     * @param kubeconfig of the Kubernetes below them
     * @param folder below which each cluster has one of its own, as long as it runs
     * @param host address at which their nodes listen, and which pods reach
     */
    public OwnNodes(Path kubeconfig, Path folder, String host) {
        this.host = host;
        this.kubeconfig = kubeconfig;
        this.folder = folder;
    }

    /** With the classes as this JVM has them shared, where it has: the class path is the same. */
    private static List<String> quickStart() {
        List<String> options = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.addAll(OwnJava.sharing());
        return List.copyOf(options);
    }

    @Override
    public Started start(List<Map<String, String>> targetEnvironments) throws InterruptedException {
        Path place = place();
        return start(config(place, targetEnvironments), place, Optional.empty());
    }

    @Override
    public Started startSecure() throws InterruptedException {
        Path place = place();
        try {
            TlsFiles files = NodeCertificates.write(place.resolve("tls"), Optional.of(host));
            return start(config(place, List.of(Map.of())).withTls(files), place, files.authority());
        } catch (IOException e) {
            throw new ConformanceException("no certificates can be written to " + place + ": " + e.getMessage(), e);
        }
    }

    private Path place() {
        return folder.resolve("beside-" + count.incrementAndGet());
    }

    private ReferenceClusterConfig config(Path place, List<Map<String, String>> targetEnvironments) {
        return ReferenceClusterConfig.of(place, 1, targetEnvironments.size())
                .withAddress(host, host)
                .withTargetProcesses(new TargetProcesses(Optional.of(kubeconfig), QUICK), targetEnvironments);
    }

    private Started start(ReferenceClusterConfig config, Path place, Optional<Path> authority)
            throws InterruptedException {
        free.acquire();
        boolean started = false;
        try {
            Started beside = new Beside(ReferenceCluster.start(config), place, authority, free::release);
            started = true;
            return beside;
        } catch (IOException e) {
            throw new ConformanceException("no cluster can be started in " + place + ": " + e.getMessage(), e);
        } finally {
            if (!started) {
                free.release();
            }
        }
    }

    private record Beside(ReferenceCluster cluster, Path place, Optional<Path> authority, Runnable then)
            implements Started {

        @Override
        public Endpoint endpoint() {
            return Endpoint.of(cluster.url(), authority);
        }

        @Override
        public String addTarget(Map<String, String> environment) throws InterruptedException {
            try {
                return cluster.addTarget(environment).id();
            } catch (IOException e) {
                throw new ConformanceException("no target can be added: " + e.getMessage(), e);
            }
        }

        @Override
        public void kill(String target) throws InterruptedException {
            ProcessHandle process =
                    ProcessHandle.of(node(target).pid().orElseThrow()).orElseThrow();
            process.destroyForcibly();
            try {
                process.onExit().get();
            } catch (ExecutionException e) {
                throw new ConformanceException("target " + target + " does not end: " + e.getMessage(), e);
            }
        }

        @Override
        public void restart(String target) throws InterruptedException {
            try {
                node(target).start();
            } catch (IOException e) {
                throw new ConformanceException("target " + target + " does not start again: " + e.getMessage(), e);
            }
        }

        private NodeHandle node(String target) {
            return cluster.target(cluster.targetIds().indexOf(target));
        }

        @Override
        public void close() {
            cluster.close();
            then.run();
            try {
                FileTree.remove(place);
            } catch (IOException e) {
                throw new ConformanceException(place + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
