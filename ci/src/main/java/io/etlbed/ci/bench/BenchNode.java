package io.etlbed.ci.bench;

import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One proxy and one target in a process of their own, so that the CPU it uses is theirs alone. */
final class BenchNode {

    private static final String BUCKET = "bench";
    private static final String READY = "ready";

    private BenchNode() {}

    static Client start(Path folder) throws IOException, InterruptedException {
        Process process = ChildJvm.of(BenchNode.class, List.of("-Xmx512m"), folder.toString());
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            String[] words = line.split(" ", -1);
            if (words[0].equals(READY)) {
                Client client = new Client(process, URI.create(words[1]), URI.create(words[2]));
                client.createBucket();
                return client;
            }
        }
        throw new IOException("the node's process ended before it was ready");
    }

    /** The process from outside. */
    record Client(Process node, URI proxy, URI target) implements AutoCloseable {

        private void createBucket() throws IOException, InterruptedException {
            try (AisClient ais = AisClient.of(proxy)) {
                ais.buckets().create(BUCKET);
            }
        }

        void put(String name, Path file) throws IOException, InterruptedException {
            try (AisClient ais = AisClient.of(proxy)) {
                ais.objects().put(new ObjectRef(BUCKET, name), ObjectBody.of(file));
            }
        }

        URI proxyUrl(String name) {
            return proxy.resolve("/v1/objects/" + BUCKET + "/" + name);
        }

        URI targetUrl(String name) {
            return target.resolve("/v1/objects/" + BUCKET + "/" + name);
        }

        ProcessHandle process() {
            return node.toHandle();
        }

        @Override
        public void close() throws IOException {
            node.getOutputStream().close();
            try {
                if (!node.waitFor(30, TimeUnit.SECONDS)) {
                    node.destroyForcibly();
                }
            } catch (InterruptedException e) {
                node.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ReferenceCluster cluster = ReferenceCluster.start(ReferenceClusterConfig.of(Path.of(args[0]), 1, 1))) {
            out.println(READY + " " + cluster.url() + " " + cluster.targets().get(0));
            while (System.in.read() >= 0) {
                // nothing is said on it; its end is the signal
            }
        }
    }
}
