package io.etlbed.ci.bench;

import io.etlbed.cluster.ReferenceCluster;
import io.etlbed.cluster.ReferenceClusterConfig;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.tls.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One proxy and one target in a process of their own, so that the CPU it uses is theirs alone. */
final class BenchNode {

    private static final String BUCKET = "bench";

    private BenchNode() {}

    /** @param tls empty for plain HTTP */
    static Client start(Path folder, Optional<TlsFiles> tls) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(folder.toString()));
        tls.ifPresent(files -> Stream.of(files.certificate(), files.key(), files.trusted())
                .map(Path::toString)
                .forEach(arguments::add));
        Process process = ChildJvm.of(
                BenchNode.class,
                List.of("-Xmx512m", "-XX:-UseDynamicNumberOfCompilerThreads"),
                arguments.toArray(String[]::new));
        String[] urls = ChildJvm.awaitReady(process);
        Client client = new Client(process, URI.create(urls[0]), URI.create(urls[1]));
        client.createBucket();
        return client;
    }

    /** The process from outside. */
    record Client(Process node, URI proxy, URI target) implements AutoCloseable {

        private void createBucket() throws IOException, InterruptedException {
            try (AisClient ais = ais()) {
                ais.buckets().create(BUCKET);
            }
        }

        void put(String name, Path file) throws IOException, InterruptedException {
            try (AisClient ais = ais()) {
                ais.objects().put(new ObjectRef(BUCKET, name), ObjectBody.of(file));
            }
        }

        /** On this host nobody is in between. */
        private AisClient ais() throws IOException {
            return AisClient.builder(proxy).insecure().build();
        }

        URI proxyUrl(String name) {
            return proxy.resolve("/v1/objects/" + BUCKET + "/" + name);
        }

        URI targetUrl(String name) {
            return target.resolve("/v1/objects/" + BUCKET + "/" + name);
        }

        /** Nanoseconds of CPU that it has used, without the JVM's compilers. */
        long cpuNanos() throws IOException {
            return ProcessCpu.ownNanosWithoutCompilers(node.toHandle());
        }

        @Override
        public void close() throws IOException {
            ChildJvm.end(node);
        }
    }

    /** Serves until standard input ends. */
    public static void main(String[] args) throws IOException, InterruptedException {
        ReferenceClusterConfig plain = ReferenceClusterConfig.of(Path.of(args[0]), 1, 1);
        ReferenceClusterConfig config = args.length == 1
                ? plain
                : plain.withTls(new TlsFiles(Path.of(args[1]), Path.of(args[2]), Optional.of(Path.of(args[3]))));
        try (ReferenceCluster cluster = ReferenceCluster.start(config)) {
            ChildJvm.serveUntilEndOfInput(
                    cluster.url().toString(), cluster.targets().get(0).toString());
        }
    }
}
