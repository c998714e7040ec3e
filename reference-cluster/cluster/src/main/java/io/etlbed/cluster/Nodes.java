package io.etlbed.cluster;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.DataLoops;
import io.etlbed.cluster.data.DataServer;
import io.etlbed.cluster.data.DataService;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.etl.EtlProxy;
import io.etlbed.cluster.etl.EtlTarget;
import io.etlbed.cluster.etl.PodAccess;
import io.etlbed.cluster.etl.PodInlet;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.proxy.ProxyNode;
import io.etlbed.cluster.target.TargetNode;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.NetInfo;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<NodeState> states = new ArrayList<>();
    private final List<ProxyNode> proxies = new ArrayList<>();
    private final List<TargetNode> targets = new ArrayList<>();
    private final List<DataServer> targetServers = new ArrayList<>();
    private final List<Snode> proxyNodes = new ArrayList<>();
    private final List<Snode> targetNodes = new ArrayList<>();
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    Nodes(ReferenceClusterConfig config) throws IOException {
        this.config = config;
        this.folder = new ClusterFolder(config.folder(), config.targets());
        closing.push(folder);
        closing.push(loops);
    }

    void start() throws IOException, InterruptedException {
        for (int i = 1; i <= config.targets(); i++) {
            startTarget("t" + i);
        }
        for (int i = 1; i <= config.proxies(); i++) {
            startProxy("p" + i, i == 1 ? config.firstProxyPort() : 0);
        }
        Smap map = new Smap(
                byId(targetNodes),
                byId(proxyNodes),
                proxyNodes.get(0),
                "1",
                folder.uuid(),
                Instant.now().toString());
        states.forEach(state -> state.join(map));
        proxies.get(0).pushBuckets();
        startEtl();
        LOG.info(
                "cluster {} of {} proxies and {} targets at {}",
                folder.uuid(),
                proxies.size(),
                targets.size(),
                proxyNodes.get(0).url());
    }

    private static Map<String, Snode> byId(List<Snode> nodes) {
        Map<String, Snode> byId = new LinkedHashMap<>();
        nodes.forEach(node -> byId.put(node.daemon_id(), node));
        return byId;
    }

    private void startTarget(String name) throws IOException {
        NodeState state = new NodeState(folder.id(name), Snode.TARGET);
        TargetNode target = new TargetNode(state, folder.node(name), folder.uuid(), secret, config.durable());
        closing.push(target);
        targets.add(target);
        DataServer server = listen(state, target, target, 0);
        targetServers.add(server);
        targetNodes.add(snode(state, server, 0));
    }

    private void startProxy(String name, int port) throws IOException {
        NodeState state = new NodeState(folder.id(name), Snode.PROXY);
        ProxyNode proxy = new ProxyNode(state, folder.node(name), folder.uuid(), secret, new NodeClient(loops));
        proxies.add(proxy);
        proxyNodes.add(snode(state, listen(state, proxy, proxy, port), Snode.INFORMATION_CENTRE));
    }

    private DataServer listen(NodeState state, DataService data, ControlHandler control, int port) throws IOException {
        DataServer server = DataServer.start(
                loops,
                state.printed(),
                new InetSocketAddress(config.bindAddress(), port),
                config.limits(),
                data,
                control,
                config.dialer());
        closing.push(server);
        states.add(state);
        return server;
    }

    private Snode snode(NodeState state, DataServer server, long flags) {
        String type = state.printed().startsWith("p") ? Snode.PROXY : Snode.TARGET;
        InetSocketAddress reached = config.address()
                .of(state.id(), type.equals(Snode.PROXY), new InetSocketAddress(config.bindAddress(), server.port()));
        return Snode.of(state.id(), type, NetInfo.http(reached.getHostString(), reached.getPort()), flags);
    }

    private void startEtl() throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            Snode node = targetNodes.get(i);
            EtlTarget etl = new EtlTarget(
                    node.daemon_id(),
                    URI.create(node.url()),
                    config.kubernetes(),
                    config.targetEnvironment().isEmpty()
                            ? System.getenv()
                            : config.targetEnvironment().get(i),
                    new PodAccess(config.reach(), this::connect, inlet(i)),
                    config.etl());
            closing.push(etl);
            targets.get(i).serveEtl(etl, etl);
        }
        EtlProxy etl = new EtlProxy(proxies.get(0).targets(), folder.node("p1").resolve("etl"), config.etl());
        closing.push(etl);
        proxies.get(0).serveEtl(etl);
    }

    /** In its pods' networks a target has the port that it has outside. */
    private Optional<PodInlet> inlet(int target) {
        DataServer server = targetServers.get(target);
        int port = URI.create(targetNodes.get(target).url()).getPort();
        DataService ofPods = targets.get(target).ofPods();
        return config.listener().map(listener -> new PodInlet() {
            @Override
            public URI url() {
                return URI.create("http://127.0.0.1:" + port);
            }

            @Override
            public AutoCloseable open(String podIp) throws IOException {
                return server.serveAlso(listener.listen(podIp, port), ofPods);
            }
        });
    }

    private void connect(String host, int port) throws IOException {
        try (SocketChannel channel = config.dialer().dial(host, port)) {
            LOG.debug("{}:{} takes connections: {}", host, port, channel.isConnected());
        }
    }

    void serve(int target, Transformers transformers) {
        targets.get(target)
                .serveEtl(
                        request -> {
                            throw new UnsupportedOperationException(request.pathText());
                        },
                        transformers);
    }

    DataLoops loops() {
        return loops;
    }

    List<URI> urls() {
        List<URI> all = new ArrayList<>(proxyUrls());
        all.addAll(targetUrls());
        return all;
    }

    List<URI> proxyUrls() {
        return proxyNodes.stream().map(node -> URI.create(node.url())).toList();
    }

    List<URI> targetUrls() {
        return targetNodes.stream().map(node -> URI.create(node.url())).toList();
    }

    List<String> targetIds() {
        return targetNodes.stream().map(Snode::daemon_id).toList();
    }

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
