package io.etlbed.simulator.embedded.network;

import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pod's way to ports of this host's loopback: each is listened on in the pod's network, and what comes is copied. */
public final class HostPorts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HostPorts.class);

    private final ExecutorService threads;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();

    private HostPorts(ExecutorService threads) {
        this.threads = threads;
    }

    /**
     * Opens the way; in the pod and on the host a port has the same number.
     *
     * @param podIp the pod's address
     * @param ports 1–65535
     * @param threads for what waits for connections, and for each of them two
     * @throws IOException if a port is taken in the pod; none is open then
     */
    public static HostPorts open(PodNetwork network, String podIp, Collection<Integer> ports, ExecutorService threads)
            throws IOException {
        HostPorts open = new HostPorts(threads);
        try {
            for (int port : ports) {
                ServerSocketChannel listener = network.listen(podIp, port);
                open.listeners.add(listener);
                threads.execute(() -> open.acceptAll(listener, port));
            }
            return open;
        } catch (IOException | RuntimeException failure) {
            open.close();
            throw failure;
        }
    }

    private void acceptAll(ServerSocketChannel listener, int port) {
        while (listener.isOpen()) {
            try {
                SocketChannel pod = listener.accept();
                threads.execute(() -> forward(pod, port));
            } catch (IOException | RejectedExecutionException failure) {
                if (listener.isOpen()) {
                    LOG.warn("host port {} of a pod: {}", port, failure.toString());
                }
            }
        }
    }

    private void forward(SocketChannel pod, int port) {
        try {
            SocketChannel host = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            Splice.start(pod, host, threads, () -> {});
        } catch (IOException failure) {
            LOG.debug("host port {} of a pod: {}", port, failure.toString());
            Channels.reset(pod);
        }
    }

    /** Takes no more connections; those that are open go on until the pod ends. */
    @Override
    public void close() {
        listeners.forEach(Channels::closeQuietly);
    }
}
