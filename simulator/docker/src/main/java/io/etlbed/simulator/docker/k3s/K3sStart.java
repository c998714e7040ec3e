package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.ClusterConfig;
import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.HostAddress;
import io.etlbed.simulator.KubernetesCluster;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.ContainerState;
import io.etlbed.simulator.docker.engine.DockerEngine;
import io.etlbed.simulator.docker.engine.LocalImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one cluster up, from the engine to the first pod that may run. */
final class K3sStart {

    private static final Logger LOG = LoggerFactory.getLogger(K3sStart.class);

    private final ClusterConfig config;
    private final K3sSettings settings;
    private final Parts parts = new Parts();

    /** Whether the next run may have it. Until it is ready, what was begun is removed in any case. */
    private boolean kept;

    private K3sStart(ClusterConfig config, K3sSettings settings) {
        this.config = config;
        this.settings = settings;
    }

    /** @throws SimulatorException if it cannot be started here; nothing is left behind then */
    static KubernetesCluster start(ClusterConfig config, K3sSettings settings) {
        K3sStart start = new K3sStart(config, settings);
        try {
            return start.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw start.abandoned(new SimulatorException("interrupted while k3s was being started", e));
        } catch (IOException e) {
            throw start.abandoned(new SimulatorException("k3s cannot be started: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            throw start.abandoned(e);
        }
    }

    private RuntimeException abandoned(RuntimeException problem) {
        try {
            parts.close();
        } catch (RuntimeException more) {
            problem.addSuppressed(more);
        }
        return problem;
    }

    private KubernetesCluster start() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        DockerEngine engine = DockerEngine.connect();
        parts.add(engine::close);
        parts.add(this::removeFolder);
        // All that can be known beforehand comes first: it fails in seconds, where k3s would take a minute to.
        LocalImage image = image(engine);
        Optional<String> reaper = Reaper.image(engine, settings.reaper());
        ImageDesk images = new ImageDesk(engine, settings.base(), config.folder());
        images.examine(config.containerImages(), config.images());
        parts.add(images::close);
        new Sweep(engine).run();

        Optional<Reuse> reuse = settings.reuse() ? Reuse.claim(image, config.nodes()) : Optional.empty();
        reuse.ifPresent(claimed -> parts.add(claimed::close));
        List<K3sNode> found =
                reuse.map(claimed -> claimed.running(engine, config.nodes())).orElse(List.of());
        List<K3sNode> nodes = found.isEmpty() ? run(engine, reuse, reaper) : found;
        Patience patience = new Patience(settings.patience());
        await(
                engine,
                nodes,
                Optional.empty(),
                patience,
                () -> ApiAccess.url(engine, nodes.get(0)).isPresent()
                                && ApiAccess.ownKubeconfig(nodes.get(0)).isPresent()
                        ? Optional.empty()
                        : Optional.of("the API server does not listen"));
        Path kubeconfig = kubeconfig(engine, nodes.get(0));
        KubernetesClient client = ApiAccess.client(kubeconfig);
        parts.add(client::close);
        await(engine, nodes, Optional.of(client), patience, new Readiness(client, nodes)::missing);
        if (!found.isEmpty()) {
            clear(client);
        }
        LOG.debug("k3s is ready after {} ms", (System.nanoTime() - begin) / 1_000_000);
        new NodeRoutes(engine, nodes).examine();
        images.open(nodes);
        images.real(config.containerImages());
        images.bundles(config.images());
        HostAddress host =
                new HostDoor(nodes, new PodCaller(client, nodes)).find(settings.host(), gateway(engine, nodes.get(0)));
        LOG.debug("pods can run after {} ms", (System.nanoTime() - begin) / 1_000_000);
        kept = reuse.isPresent();
        return new K3sCluster(kubeconfig, client, nodes, images, host, parts);
    }

    private void removeFolder() {
        try {
            FileTree.remove(config.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalImage image(DockerEngine engine) {
        return engine.images().find(settings.image()).orElseThrow(() -> {
            List<String> others = engine.images().named("rancher/k3s:");
            return new SimulatorException(
                    "the Docker engine at " + engine.address() + " has no image " + settings.image()
                            + ", and nothing is pulled unasked: `docker pull " + settings.image()
                            + "`, or name another one in ETLBED_K3S_IMAGE"
                            + (others.isEmpty() ? "" : " (there are " + String.join(", ", others) + ")"));
        });
    }

    private List<K3sNode> run(DockerEngine engine, Optional<Reuse> reuse, Optional<String> reaper)
            throws InterruptedException {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String cluster = "etlbed-" + HexFormat.of().formatHex(random);
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        NodeRecipe recipe = new NodeRecipe(
                cluster,
                settings.image(),
                HexFormat.of().formatHex(token),
                engine.info().cgroups(),
                engine.remoteHost(),
                Marks.of(cluster, Owner.self(), reuse.map(Reuse::mark)));
        parts.add(() -> {
            if (!kept) {
                new Sweep(engine).cluster(cluster);
            }
        });
        engine.networks().create(cluster, recipe.marks());
        if (reuse.isEmpty() && reaper.isPresent()) {
            guard(engine, reaper.get(), recipe);
        }
        return new NodeContainers(engine).run(recipe, config.nodes());
    }

    private void guard(DockerEngine engine, String reaper, NodeRecipe recipe) throws InterruptedException {
        try {
            Reaper ryuk = Reaper.start(engine, reaper, recipe);
            parts.add(ryuk::close);
        } catch (SimulatorException e) {
            if (!settings.reaper().equals(K3sSettings.AUTO)) {
                throw e;
            }
            LOG.warn("going on without Ryuk, which nobody has asked for: {}", e.getMessage());
        }
    }

    /** @param missing what is waited for */
    private void await(
            DockerEngine engine,
            List<K3sNode> nodes,
            Optional<KubernetesClient> client,
            Patience patience,
            Patience.Condition missing)
            throws InterruptedException {
        Optional<String> trouble = patience.await(() -> {
            failIfOneHasEnded(engine, nodes, client);
            return missing.missing();
        });
        if (trouble.isPresent()) {
            throw failed(
                    engine,
                    nodes,
                    client,
                    trouble.get() + " after " + settings.patience().toSeconds() + " s");
        }
    }

    private static void failIfOneHasEnded(DockerEngine engine, List<K3sNode> nodes, Optional<KubernetesClient> client)
            throws InterruptedException {
        for (K3sNode node : nodes) {
            Optional<ContainerState> state = engine.containers().inspect(node.container());
            if (state.isEmpty() || !state.get().running()) {
                throw failed(
                        engine,
                        nodes,
                        client,
                        "container " + node.name() + " has ended ("
                                + state.map(ContainerState::description).orElse("gone") + ")");
            }
        }
    }

    private static SimulatorException failed(
            DockerEngine engine, List<K3sNode> nodes, Optional<KubernetesClient> client, String why)
            throws InterruptedException {
        return new SimulatorException(
                "k3s does not come up: " + why + System.lineSeparator() + new Diagnosis(engine, nodes, client).text());
    }

    private Path kubeconfig(DockerEngine engine, K3sNode server) {
        return ApiAccess.write(
                ApiAccess.ownKubeconfig(server).orElseThrow(),
                ApiAccess.url(engine, server).orElseThrow(),
                config.folder());
    }

    private static void clear(KubernetesClient client) throws InterruptedException {
        Optional<String> left = Reuse.clear(client);
        if (left.isPresent()) {
            throw new SimulatorException("the cluster that was to be reused cannot be emptied: " + left.get()
                    + "; remove it: `docker rm -fv $(docker ps -aq --filter label=" + Marks.REUSE + ")`");
        }
    }

    private static String gateway(DockerEngine engine, K3sNode server) {
        return engine.containers()
                .inspect(server.container())
                .map(ContainerState::gateway)
                .orElse("");
    }
}
