package io.etlbed.cluster;

import io.etlbed.cluster.data.DataLoops;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.StampedMap;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of one cluster: how they are put together, and in which order they are taken apart. */
final class Nodes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final int SECRET_LENGTH = 32;

    private final ReferenceClusterConfig config;
    private final ClusterFolder folder;
    private final DataLoops loops = new DataLoops();
    private final String secret = Names.freshId(SECRET_LENGTH);
    private final NodeSettings settings;
    private final Links links = new Links();
    private final List<LocalNode> proxies = new ArrayList<>();
    private final List<OwnedNode> targets = new ArrayList<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    Nodes(ReferenceClusterConfig config) throws IOException {
        this.config = config;
        this.settings = NodeSettings.of(config, loops, new ClusterSecret(secret));
        this.folder = new ClusterFolder(config.folder(), config.targets(), config.durable());
        closing.push(folder);
        closing.push(loops);
    }

    void start() throws IOException, InterruptedException {
        List<LocalNode> founders = new ArrayList<>();
        List<TargetProcess> processes = new ArrayList<>();
        for (int i = 0; i < config.targets(); i++) {
            if (config.processes().isPresent()) {
                processes.add(process(
                        folder.targets().get(i),
                        environment(i),
                        config.processes().get()));
            } else {
                founders.add(target(folder.targets().get(i), environment(i)));
            }
        }
        targets.addAll(founders);
        targets.addAll(processes);
        for (int i = 0; i < config.proxies(); i++) {
            proxies.add(proxy(i));
        }
        founders.addAll(proxies);
        found(founders);
        join(processes);
        LOG.info(
                "cluster {} of {} proxies and {} targets at {}",
                folder.uuid(),
                proxies.size(),
                targets.size(),
                proxies.get(0).url());
    }

    private void found(List<LocalNode> founders) throws IOException {
        for (LocalNode node : founders) {
            closing.push(node);
            node.open();
        }
        List<RunningNode> running = founders.stream().map(LocalNode::running).toList();
        Foundation.lay(folder.uuid(), running, proxies.get(0).running().snode());
        running.forEach(RunningNode::begin);
    }

    /** All of them come up at once. */
    private void join(List<TargetProcess> processes) throws IOException, InterruptedException {
        for (TargetProcess process : processes) {
            closing.push(process);
            process.launch();
        }
        for (TargetProcess process : processes) {
            process.awaitJoined();
        }
    }

    private LocalNode target(String name, Map<String, String> environment) throws IOException {
        return new LocalNode(
                place(name, 0),
                place -> new RunningTarget(place, settings, environment, links.of(place.id())),
                this::proxyUrls);
    }

    private TargetProcess process(String name, Map<String, String> environment, TargetProcesses how)
            throws IOException {
        return new TargetProcess(
                place(name, 0),
                port -> URI.create(settings.scheme() + "://" + config.publicHost() + ":" + port),
                place -> TargetOrder.of(place, proxyUrls(), secret, config),
                how.jvmOptions(),
                environment);
    }

    private Map<String, String> environment(int target) {
        return config.targetEnvironment().isEmpty()
                ? System.getenv()
                : config.targetEnvironment().get(target);
    }

    private LocalNode proxy(int index) throws IOException {
        return new LocalNode(
                place("p" + (index + 1), index == 0 ? config.firstProxyPort() : 0),
                place -> new RunningProxy(place, settings, links.of(place.id())),
                this::proxyUrls);
    }

    private NodePlace place(String name, int port) throws IOException {
        return new NodePlace(folder.id(name), folder.node(name), folder.uuid(), port);
    }

    /** Starts one target more, which joins. */
    synchronized OwnedNode addTarget(Map<String, String> environment) throws IOException, InterruptedException {
        String name = folder.addTarget();
        boolean joined = false;
        try {
            OwnedNode node = config.processes().isPresent()
                    ? process(name, environment, config.processes().get())
                    : target(name, environment);
            closing.push(node);
            node.start();
            targets.add(node);
            joined = true;
            return node;
        } finally {
            if (!joined) {
                folder.removeTarget(name);
            }
        }
    }

    /** Ends a target that is in the map no more, and forgets it. */
    synchronized void removeTarget(String id) throws IOException {
        OwnedNode node = targets.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no target " + id));
        if (proxies.stream().filter(LocalNode::isRunning).anyMatch(proxy -> knows(proxy, id))) {
            throw new IllegalStateException("target " + id + " is a member of the cluster: decommission it first");
        }
        node.stop();
        targets.remove(node);
        folder.removeTarget(folder.nameOf(id));
    }

    private static boolean knows(LocalNode proxy, String target) {
        StampedMap map = proxy.running().meta().all().map();
        return map != null && map.map().tmap().containsKey(target);
    }

    void serve(int target, Transformers transformers) {
        ((RunningTarget) ((LocalNode) targets.get(target)).running()).serve(transformers);
    }

    NodeClient client() {
        return settings.client(node -> true);
    }

    Links links() {
        return links;
    }

    LocalNode proxyNode(int index) {
        return proxies.get(index);
    }

    OwnedNode targetNode(int index) {
        return targets.get(index);
    }

    List<URI> urls() {
        List<URI> urls = new ArrayList<>(proxyUrls());
        urls.addAll(targetUrls());
        return urls;
    }

    List<URI> proxyUrls() {
        return proxies.stream().map(LocalNode::url).toList();
    }

    List<URI> targetUrls() {
        return targets.stream().map(OwnedNode::url).toList();
    }

    List<String> targetIds() {
        return targets.stream().map(OwnedNode::id).toList();
    }

    /** The last that was started first; and so no proxy is there to miss the primary when it goes. */
    @Override
    public synchronized void close() {
        while (!closing.isEmpty()) {
            AutoCloseable next = closing.pop();
            try {
                next.close();
            } catch (Exception e) {
                LOG.error("cannot close {}", next, e);
            }
        }
    }
}
