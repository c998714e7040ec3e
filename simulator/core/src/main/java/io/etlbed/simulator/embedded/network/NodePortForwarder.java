package io.etlbed.simulator.embedded.network;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.api.NodePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the node ports of services, on 127.0.0.1, and copies each connection to and from a ready pod: the way in
 * for clients outside of this JVM. The pods take turns.
 */
public final class NodePortForwarder implements NodePorts, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodePortForwarder.class);
    private static final int BACKLOG = 1024;

    private final PodNetwork network;
    private final IntFunction<List<Backend>> backends;
    private final ExecutorService threads = Threads.perTask("etlbed-nodeport");
    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

    /** A port of a pod that is ready. */
    public record Backend(String podIp, int port) {}

    /** @param ended done when nobody accepts on it any more */
    private record Listener(ServerSocketChannel channel, CompletableFuture<Void> ended) {}

    /**
     * Makes a forwarder without ports.
     *
     * @param backends the ready pods behind a node port, at this moment
     */
    public NodePortForwarder(PodNetwork network, IntFunction<List<Backend>> backends) {
        this.network = network;
        this.backends = backends;
    }

    @Override
    public boolean claim(int port) {
        ServerSocketChannel listener = null;
        try {
            listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            Listener bound = new Listener(listener, new CompletableFuture<>());
            threads.execute(() -> acceptAll(bound, port));
            listeners.put(port, bound);
            return true;
        } catch (IOException | RejectedExecutionException taken) {
            if (listener != null) {
                Channels.closeQuietly(listener);
            }
            return false;
        }
    }

    @Override
    public void release(int port) {
        Listener listener = listeners.remove(port);
        if (listener != null) {
            Channels.closeQuietly(listener.channel());
            // The kernel gives the port back only when the thread that waits on it has woken up.
            listener.ended().join();
        }
    }

    @Override
    public void close() {
        List.copyOf(listeners.keySet()).forEach(this::release);
        threads.shutdown();
        open.forEach(Channels::reset);
    }

    private void acceptAll(Listener listener, int port) {
        try {
            acceptAll(listener.channel(), port);
        } finally {
            listener.ended().complete(null);
        }
    }

    private void acceptAll(ServerSocketChannel listener, int port) {
        while (listener.isOpen()) {
            try {
                SocketChannel client = listener.accept();
                open.add(client);
                threads.execute(() -> forward(client, port));
            } catch (IOException | RejectedExecutionException failure) {
                if (listener.isOpen()) {
                    LOG.warn("node port {}: {}", port, failure.toString());
                }
            }
        }
    }

    private void forward(SocketChannel client, int port) {
        try {
            List<Backend> ready = backends.apply(port);
            if (ready.isEmpty()) {
                throw new IOException("no pod behind it is ready");
            }
            Backend backend = ready.get(Math.floorMod(turn.getAndIncrement(), ready.size()));
            SocketChannel pod = network.connect(backend.podIp(), backend.port());
            Splice.start(client, pod, threads, () -> open.remove(client));
        } catch (IOException | RuntimeException failure) {
            LOG.debug("node port {}: {}", port, failure.toString());
            Channels.reset(client);
            open.remove(client);
        }
    }
}
