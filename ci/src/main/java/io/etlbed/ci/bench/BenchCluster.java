package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A cluster with its Kubernetes in a process of its own: the JVM is the nodes, its children are the pods. */
final class BenchCluster {

    static final String BUCKET = "bench";

    private BenchCluster() {}

    static Client start(Path folder, int targets) throws IOException, InterruptedException {
        return start(folder, targets, false);
    }

    /** @param serveThroughProxy whether the proxy serves objects itself, in place of redirects */
    static Client start(Path folder, int targets, boolean serveThroughProxy) throws IOException, InterruptedException {
        Process process = ChildJvm.of(
                BenchCluster.class,
                List.of("-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads"),
                folder.toString(),
                String.valueOf(targets),
                String.valueOf(serveThroughProxy));
        Client client = new Client(process, URI.create(ChildJvm.awaitReady(process)[0]));
        client.createBucket();
        return client;
    }

    /** The process from outside. */
    record Client(Process jvm, URI proxy) implements AutoCloseable {

        private void createBucket() throws IOException, InterruptedException {
            try (AisClient ais = ais()) {
                ais.buckets().create(BUCKET);
            }
        }

        AisClient ais() {
            return AisClient.of(proxy);
        }

        void put(String name, byte[] content) throws IOException, InterruptedException {
            try (AisClient ais = ais()) {
                ais.objects().put(new ObjectRef(BUCKET, name), ObjectBody.of(content));
            }
        }

        /** Where a GET of an object ends after all redirects: at a target, or with {@code hpull://} at a pod. */
        URI destination(String name, String query) throws IOException, InterruptedException {
            return Redirects.follow(proxy.resolve("/v1/objects/" + BUCKET + "/" + name + query));
        }

        @Override
        public void close() throws IOException {
            ChildJvm.end(jvm);
        }
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        EtlCluster.Builder builder =
                EtlCluster.builder().folder(Path.of(args[0])).targets(Integer.parseInt(args[1]));
        if (Boolean.parseBoolean(args[2])) {
            builder.serveThroughProxy();
        }
        try (EtlCluster cluster = builder.start()) {
            ChildJvm.serveUntilEndOfInput(cluster.url().toString());
        }
    }
}
