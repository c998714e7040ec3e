package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.network.HostListeners;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which port of which pod is which listener on the host's loopback. */
final class InprocNetwork implements PodNetwork {

    private final Map<String, Map<Integer, Integer>> pods = new ConcurrentHashMap<>();

    void add(String podIp) {
        pods.put(podIp, new ConcurrentHashMap<>());
    }

    void remove(String podIp) {
        pods.remove(podIp);
    }

    /**
     * A container opens a port.
     *
     * @param hostPort where it listens
     * @throws IOException if the pod is gone, or has the port already
     */
    void open(String podIp, int port, int hostPort) throws IOException {
        if (ports(podIp).putIfAbsent(port, hostPort) != null) {
            throw new BindException("port " + port + " of pod " + podIp + " is in use already");
        }
    }

    void close(String podIp, int port, int hostPort) {
        Map<Integer, Integer> ports = pods.get(podIp);
        if (ports != null) {
            ports.remove(port, hostPort);
        }
    }

    Optional<Integer> port(String podIp, int port) {
        return Optional.ofNullable(pods.get(podIp)).map(ports -> ports.get(port));
    }

    @Override
    public SocketChannel connect(String podIp, int port) throws IOException {
        Integer hostPort = ports(podIp).get(port);
        if (hostPort == null) {
            throw new ConnectException("pod " + podIp + " port " + port + ": Connection refused");
        }
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), hostPort));
    }

    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        ports(podIp);
        return HostListeners.open(port);
    }

    private Map<Integer, Integer> ports(String podIp) throws IOException {
        Map<Integer, Integer> ports = pods.get(podIp);
        if (ports == null) {
            throw new IOException("no running pod has the address " + podIp + "; there are "
                    + pods.keySet().stream().sorted().toList());
        }
        return ports;
    }
}
