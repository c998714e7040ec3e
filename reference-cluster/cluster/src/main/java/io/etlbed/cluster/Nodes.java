package io.etlbed.cluster;

import io.etlbed.cluster.data.DataLoops;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.wire.Names;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nodes of one cluster: how they are put together, and in which order they are taken apart. */
final class Nodes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final int SECRET_LENGTH = 32;

    private final ReferenceClusterConfig config;
    private final ClusterFolder folder;
    private final DataLoops loops = new DataLoops();
    private final NodeSettings settings;
    private final Links links = new Links();
    private final List<LocalNode> proxies = new ArrayList<>();
    private final List<LocalNode> targets = new ArrayList<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    Nodes(ReferenceClusterConfig config) throws IOException {
        this.config = config;
        this.folder = new ClusterFolder(config.folder(), config.targets());
        this.settings = NodeSettings.of(config, loops, new ClusterSecret(Names.freshId(SECRET_LENGTH)));
        closing.push(folder);
        closing.push(loops);
    }

    void start() throws IOException {
        for (int i = 0; i < config.targets(); i++) {
            targets.add(target(i));
        }
        for (int i = 0; i < config.proxies(); i++) {
            proxies.add(proxy(i));
        }
        for (LocalNode node : all().toList()) {
            closing.push(node);
            node.open();
        }
        List<RunningNode> running = all().map(LocalNode::running).toList();
        Foundation.lay(folder.uuid(), running, proxies.get(0).running().snode());
        running.forEach(RunningNode::begin);
        LOG.info(
                "cluster {} of {} proxies and {} targets at {}",
                folder.uuid(),
                proxies.size(),
                targets.size(),
                proxies.get(0).url());
    }

    private Stream<LocalNode> all() {
        return Stream.concat(targets.stream(), proxies.stream());
    }

    private LocalNode target(int index) throws IOException {
        Map<String, String> environment = config.targetEnvironment().isEmpty()
                ? System.getenv()
                : config.targetEnvironment().get(index);
        return new LocalNode(
                place("t" + (index + 1), 0),
                place -> new RunningTarget(place, settings, environment, links.of(place.id())),
                this::proxyUrls);
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

    void serve(int target, Transformers transformers) {
        ((RunningTarget) targets.get(target).running()).serve(transformers);
    }

    DataLoops loops() {
        return loops;
    }

    Links links() {
        return links;
    }

    LocalNode proxyNode(int index) {
        return proxies.get(index);
    }

    LocalNode targetNode(int index) {
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
        return targets.stream().map(LocalNode::url).toList();
    }

    List<String> targetIds() {
        return targets.stream().map(LocalNode::id).toList();
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
