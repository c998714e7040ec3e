package io.etlbed.simulator.docker.k3s;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.docker.BusyboxImage;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * An image that plays k3s as far as its provider sees it: it writes a kubeconfig, answers as an API server, joins as a node,
 * stores what is imported. The API server behind it is an embedded one of this JVM, and the containers are real ones.
 */
final class StandIn implements AutoCloseable {

    /** Where a node keeps what was streamed into it: one file per import, and a line for each in {@code log}. */
    static final String IMPORTS = "/imports";

    /** The node's runc, which prints what it is asked to set. */
    static final String RUNC = "/var/lib/rancher/k3s/data/0/bin/runc";

    private static final String K3S = """
            #!/bin/sh
            gateway=$(ip route | awk '/default/ {print $3}')
            role=$1
            case $role in
                server | agent)
                    echo "stand-in $*"
                    echo "url=$K3S_URL token=${K3S_TOKEN:+given}"
                    for each in "$@"; do
                        case $each in --node-name=*) name=${each#*=} ;; esac
                    done
                    [ -e /behave/ends ] && echo "cannot go on" && exit 3
                    [ -e /behave/aloof ] || wget -q -O /dev/null "http://$gateway:%2$d/join/$name"
                    [ "$role" = agent ] && exec sleep 100000
                    mkdir -p /etc/rancher/k3s
                    cp /stand-in/kubeconfig /etc/rancher/k3s/k3s.yaml
                    exec nc -ll -p 6443 -e /bin/nc "$gateway" %1$d
                    ;;
                ctr)
                    mkdir -p /var/lib/rancher/k3s/data/0/bin
                    cp /stand-in/runc /var/lib/rancher/k3s/data/0/bin/runc
                    ;;
                kubectl)
                    for each in "$@"; do
                        case $each in --server=*) server=${each#*=} ;; esac
                        path=$each
                    done
                    exec wget -q -O - "$server$path"
                    ;;
            esac
            """;

    private static final String CTR = """
            #!/bin/sh
            mkdir -p /imports
            case "$*" in
                "-n k8s.io images import -")
                    [ -e /behave/full ] && echo "no space left on device" >&2 && exit 1
                    cat > /imports/$$.tar && echo "$$" >> /imports/log
                    ;;
                "-n k8s.io images ls -q")
                    [ -e /behave/pods ] && echo "sha256:0" && echo "docker.io/rancher/mirrored-pause:3.6"
                    true
                    ;;
                *) echo "unknown: $*" >&2 && exit 2 ;;
            esac
            """;

    /** What pods find of the node's own programs. */
    private static final String KUBECTL = """
            #!/bin/sh
            [ -e /behave/deaf ] && exit 1
            exec /bin/k3s kubectl "$@"
            """;

    private static final String FAKE_RUNC = """
            #!/bin/sh
            grep -o '"oomScoreAdj":[-0-9]*' "$3/config.json"
            """;

    private final KubernetesCluster api;
    private final HttpServer joins;
    private final PortRelay relay;
    private final DockerEngine engine = DockerEngine.connect();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentSkipListSet<String> joined = new ConcurrentSkipListSet<>();
    private final Path folder;
    private final ConcurrentSkipListSet<String> built = new ConcurrentSkipListSet<>();

    StandIn(Path folder) throws IOException {
        this.folder = folder;
        api = KubernetesClusters.start(KubernetesClusters.EMBEDDED, ClusterConfig.in(folder.resolve("api")));
        relay = new PortRelay(
                URI.create(api.client().getConfiguration().getMasterUrl()).getPort());
        joins = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        joins.createContext("/join/", exchange -> {
            join(exchange.getRequestURI().getPath().substring("/join/".length()));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        joins.setExecutor(threads);
        joins.start();
    }

    private void join(String name) {
        if (joined.add(name)) {
            api.client()
                    .resource(new NodeBuilder()
                            .withNewMetadata()
                            .withName(name)
                            .addToLabels("kubernetes.io/hostname", name)
                            .endMetadata()
                            .build())
                    .create();
            api.client()
                    .nodes()
                    .withName(name)
                    .editStatus(node -> new NodeBuilder(node)
                            .editOrNewStatus()
                            .withConditions(new NodeConditionBuilder()
                                    .withType("Ready")
                                    .withStatus("True")
                                    .build())
                            .endStatus()
                            .build());
        }
    }

    /** The API behind it, straight. */
    KubernetesCluster api() {
        return api;
    }

    /** Builds the image in the engine; it behaves well, or {@code ends}, stays {@code aloof}, is {@code full}, has an image
     * for {@code pods}, or lets them be {@code deaf}. */
    String image(String... behaviours) throws IOException, InterruptedException {
        String tag = "etlbed-test/k3s:" + (behaviours.length == 0 ? "good" : String.join("-", behaviours));
        Path context = folder.resolve("image-" + tag.substring(tag.indexOf(':') + 1));
        if (built.add(tag)) {
            Path image = BusyboxImage.in(
                    context,
                    Map.of(
                            "/bin/k3s",
                            K3S.formatted(relay.port(), joins.getAddress().getPort()),
                            "/bin/ctr",
                            CTR,
                            "/var/lib/rancher/k3s/data/current/bin/kubectl",
                            KUBECTL,
                            "/stand-in/runc",
                            FAKE_RUNC,
                            "/stand-in/kubeconfig",
                            Files.readString(api.kubeconfig())),
                    """
                    VOLUME /var/lib/rancher/k3s
                    ENTRYPOINT ["/bin/k3s"]
                    """);
            Files.createDirectories(image.resolve("root/behave"));
            for (String behaviour : behaviours) {
                Files.createFile(image.resolve("root/behave").resolve(behaviour));
            }
            engine.images().build(image, tag, Map.of());
        }
        return tag;
    }

    /** Settings for the image, that wait no longer than tests do. */
    K3sSettings settings(String image) {
        return new K3sSettings(image, image, Optional.empty(), false, K3sSettings.OFF, Duration.ofSeconds(60));
    }

    DockerEngine engine() {
        return engine;
    }

    /** Containers and networks that carry the provider's labels, and all volumes of an engine that belongs to the tests. */
    List<String> leftovers() throws IOException {
        List<String> left = new ArrayList<>(engine.containers().labelled(Marks.ALL));
        left.addAll(engine.networks().labelled(Marks.ALL));
        Path volumes = Path.of(engine.address().substring("unix://".length()))
                .resolveSibling("data")
                .resolve("volumes");
        if (Files.isDirectory(volumes)) {
            try (Stream<Path> entries = Files.list(volumes)) {
                entries.filter(Files::isDirectory).map(Path::toString).forEach(left::add);
            }
        }
        return left;
    }

    @Override
    public void close() {
        try {
            built.forEach(engine.images()::remove);
            engine.close();
            joins.stop(0);
            threads.shutdownNow();
            api.close();
            relay.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
