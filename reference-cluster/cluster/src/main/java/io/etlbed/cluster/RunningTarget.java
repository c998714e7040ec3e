package io.etlbed.cluster;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.DataServer;
import io.etlbed.cluster.data.PodListener;
import io.etlbed.cluster.disk.FolderLock;
import io.etlbed.cluster.etl.EtlTarget;
import io.etlbed.cluster.etl.PodAccess;
import io.etlbed.cluster.etl.PodInlet;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.target.TargetNode;
import io.etlbed.cluster.wire.NetInfo;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A target from its folder to its port. */
final class RunningTarget implements RunningNode {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTarget.class);

    /** How long a process that worked in the folder before, and was killed, may take to be gone. */
    private static final Duration PREDECESSOR = Duration.ofSeconds(10);

    private final FolderLock lock;
    private final NodeState state;
    private final TargetNode target;
    private final DataServer server;
    private final EtlTarget etl;

    /**
     * Listens; the node answers that it is starting.
     *
     * @param environment by which it finds its Kubernetes node (LIFE-03)
     * @param reachable which nodes it can call
     */
    RunningTarget(NodePlace place, NodeSettings settings, Map<String, String> environment, Predicate<URI> reachable)
            throws IOException {
        state = new NodeState(place.id(), Snode.TARGET);
        lock = FolderLock.take(place.folder(), PREDECESSOR);
        try {
            target = new TargetNode(
                    state,
                    place.folder(),
                    place.clusterId(),
                    settings.secret(),
                    settings.client(reachable),
                    settings.keepalive(),
                    settings.durable());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            server = DataServer.start(
                    settings.loops(),
                    state.printed(),
                    new InetSocketAddress(settings.bindAddress(), place.port()),
                    settings.limits(),
                    target,
                    target,
                    settings.dialer(),
                    settings.tls());
        } catch (IOException | RuntimeException e) {
            target.close();
            lock.close();
            throw e;
        }
        NetInfo net = settings.announced(place.id(), false, server.port());
        state.announce(Snode.of(place.id(), Snode.TARGET, net, 0));
        etl = new EtlTarget(
                place.id(),
                settings.tls().isPresent() ? ofPods(settings, net.node_ip_addr()) : URI.create(net.direct_url()),
                settings.kubernetes(),
                environment,
                new PodAccess(
                        settings.reach(),
                        (host, port) -> connect(settings, host, port),
                        settings.listener().map(this::inlet)),
                settings.etl());
        target.serveEtl(etl, etl);
        target.serveJobs(server.mover());
    }

    /**
     * Where containers reach a target that speaks TLS and has no way into their networks: at a port of its own, which serves
     * nothing but what their secret opens (ADR 30). They know neither TLS nor this authority.
     */
    private URI ofPods(NodeSettings settings, String host) throws IOException {
        if (settings.kubernetes().isEmpty() || settings.listener().isPresent()) {
            return URI.create(state.announced().url());
        }
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(settings.bindAddress(), 0));
        int port = ((InetSocketAddress) listener.getLocalAddress()).getPort();
        server.serveAlso(listener, target.ofPods());
        return URI.create(NetInfo.http(host, port).direct_url());
    }

    /** In its pods' networks a target has the port that it is announced with. */
    private PodInlet inlet(PodListener listener) {
        int port = URI.create(state.announced().url()).getPort();
        return new PodInlet() {
            @Override
            public URI url() {
                return URI.create("http://127.0.0.1:" + port);
            }

            @Override
            public AutoCloseable open(String podIp) throws IOException {
                return server.serveAlso(listener.listen(podIp, port), target.ofPods());
            }
        };
    }

    private static void connect(NodeSettings settings, String host, int port) throws IOException {
        try (SocketChannel channel = settings.dialer().dial(host, port)) {
            LOG.debug("{}:{} takes connections: {}", host, port, channel.isConnected());
        }
    }

    /** Replaces what it knows of ETLs. */
    void serve(Transformers transformers) {
        target.serveEtl(
                request -> {
                    throw new UnsupportedOperationException(request.pathText());
                },
                transformers);
    }

    @Override
    public Snode snode() {
        return state.announced();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public NodeMeta meta() {
        return target.meta();
    }

    @Override
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return target.awaitJoined(limit);
    }

    @Override
    public void begin() {
        LOG.debug("{} has nothing to do as a member but to answer", state.printed());
    }

    @Override
    public void join(List<URI> via) {
        target.join(via);
    }

    @Override
    public void close() {
        target.endJobs();
        etl.close();
        server.close();
        target.close();
        lock.close();
    }
}
