package io.etlbed.cluster;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.DataServer;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.etl.EtlProxy;
import io.etlbed.cluster.member.Duties;
import io.etlbed.cluster.member.NodeMeta;
import io.etlbed.cluster.member.ProxyMember;
import io.etlbed.cluster.proxy.ProxyNode;
import io.etlbed.cluster.wire.NetInfo;
import io.etlbed.cluster.wire.Snode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A proxy from its folder to its port. */
final class RunningProxy implements RunningNode {

    private final NodeState state;
    private final NodeMeta meta;
    private final ProxyMember member;
    private final ProxyNode proxy;
    private final EtlProxy etl;
    private final DataServer server;

    /**
     * Listens; the node answers that it is starting.
     *
     * @param reachable which nodes it can call
     */
    RunningProxy(NodePlace place, NodeSettings settings, Predicate<URI> reachable) throws IOException {
        state = new NodeState(place.id(), Snode.PROXY);
        meta = new NodeMeta(state, place.folder(), place.clusterId(), settings.durable(), buckets -> {});
        NodeClient client = settings.client(reachable);
        member = new ProxyMember(state, meta, place.folder(), settings.secret(), client, settings.keepalive());
        proxy = new ProxyNode(state, meta, member, settings.secret(), client, settings.serveThroughProxy());
        etl = new EtlProxy(proxy.targets(), proxy.etls(), settings.etl());
        proxy.serveEtl(etl, etl);
        try {
            server = DataServer.start(
                    settings.loops(),
                    state.printed(),
                    new InetSocketAddress(settings.bindAddress(), place.port()),
                    settings.limits(),
                    proxy,
                    proxy,
                    settings.dialer(),
                    settings.tls());
        } catch (IOException | RuntimeException e) {
            member.close();
            etl.close();
            throw e;
        }
        NetInfo net = settings.announced(place.id(), true, server.port());
        state.announce(Snode.of(place.id(), Snode.PROXY, net, Snode.INFORMATION_CENTRE));
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
        return meta;
    }

    @Override
    public boolean awaitJoined(Duration limit) throws InterruptedException {
        return member.awaitJoined(limit);
    }

    @Override
    public void begin() {
        member.begin(new AsPrimary(etl, proxy));
    }

    @Override
    public void join(List<URI> via) {
        member.join(via, new AsPrimary(etl, proxy));
    }

    /** What the primary has to do for ETLs, and for targets that come and go. */
    private record AsPrimary(EtlProxy etl, ProxyNode proxy) implements Duties {

        @Override
        public void tookOver() {
            etl.tookOver();
        }

        @Override
        public void targetJoined(String id) {
            etl.targetJoined(id);
        }

        @Override
        public void round() {
            etl.round();
            proxy.round();
        }
    }

    @Override
    public void close() {
        member.close();
        proxy.close();
        server.close();
        etl.close();
    }
}
