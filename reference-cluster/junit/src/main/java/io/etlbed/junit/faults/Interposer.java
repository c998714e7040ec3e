package io.etlbed.junit.faults;

import io.etlbed.cluster.NodeAddress;
import io.etlbed.cluster.data.PodDialer;
import io.etlbed.cluster.data.PodListener;
import io.etlbed.junit.faults.Call.ProxyNode;
import io.etlbed.junit.faults.Call.TargetNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What stands between the parts of a cluster, for whoever starts one; tests use {@link Faults}. */
public final class Interposer implements AutoCloseable {

    private final RuleBook rules = new RuleBook();
    private final Relays relays = new Relays(rules);
    private final Map<String, Station> nodes = new HashMap<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private int firstProxyPort;

    /**
     * Makes one; it stands before nothing yet.
     *
     * @param firstProxyPort where the first proxy is to be reached; 0 for any free port
     */
    public Interposer(int firstProxyPort) {
        this.firstProxyPort = firstProxyPort;
    }

    public Faults faults() {
        return rules;
    }

    /** Stands before every node that announces itself; one that comes back is reached where it was. */
    public NodeAddress nodes() {
        return this::announced;
    }

    private synchronized InetSocketAddress announced(String id, boolean proxy, InetSocketAddress listening)
            throws IOException {
        Station.Upstream upstream = () -> new Socket(listening.getAddress(), listening.getPort());
        Station known = nodes.get(id);
        if (known != null) {
            known.move(upstream);
            return known.address();
        }
        int port = proxy ? firstProxyPort : 0;
        Station station = Station.open(proxy ? new ProxyNode(id) : new TargetNode(id), port, relays, upstream);
        firstProxyPort = proxy ? 0 : firstProxyPort;
        nodes.put(id, station);
        open.push(station::close);
        return station.address();
    }

    /** Stands between targets and the pods that they dial. */
    public PodDialer pods(PodDialer dialer, UnaryOperator<String> podNames) {
        return new PodStation(dialer, podNames, relays);
    }

    /** Stands before the listeners of targets in their pods. */
    public PodListener inPods(PodListener listener) {
        return new InletStation(listener, this::target, relays);
    }

    private synchronized Call.Server target(int port) {
        return nodes.values().stream()
                .filter(station -> station.address().getPort() == port)
                .map(Station::server)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node is reached on port " + port));
    }

    /** A client for nodes, whose way to the API leads past here. It is closed with this. */
    public synchronized KubernetesClient kubernetes(Path kubeconfig) throws IOException {
        KubernetesStation station = KubernetesStation.open(kubeconfig, relays);
        open.push(station::close);
        return station.client();
    }

    /** How many connections pass through at this moment. */
    public int connections() {
        return relays.open();
    }

    /** Ends all faults and all connections. */
    @Override
    public synchronized void close() {
        rules.reset();
        while (!open.isEmpty()) {
            open.pop().run();
        }
        relays.close();
    }
}
