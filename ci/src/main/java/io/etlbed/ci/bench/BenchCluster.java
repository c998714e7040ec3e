package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A cluster with its Kubernetes in a process of its own: the JVM is the nodes, its children are the pods. */
final class BenchCluster {

    static final String BUCKET = "bench";

    private static final String READY = "ready";

    private BenchCluster() {}

    static Client start(Path folder, int targets) throws IOException, InterruptedException {
        Process process =
                ChildJvm.of(BenchCluster.class, List.of("-Xmx512m"), folder.toString(), String.valueOf(targets));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(READY)) {
                Client client = new Client(process, URI.create(words[1]));
                client.createBucket();
                return client;
            }
        }
        throw new IOException("the cluster's process ended before it was ready");
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
            jvm.getOutputStream().close();
            try {
                if (!jvm.waitFor(30, TimeUnit.SECONDS)) {
                    jvm.destroyForcibly();
                }
            } catch (InterruptedException e) {
                jvm.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EtlCluster cluster = EtlCluster.builder()
                .folder(Path.of(args[0]))
                .targets(Integer.parseInt(args[1]))
                .start()) {
            out.println(READY + " " + cluster.url());
            while (System.in.read() >= 0) {
                // nothing is said on it; its end is the signal
            }
        }
    }
}
