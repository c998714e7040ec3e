package io.etlbed.junit.faults;

import io.etlbed.cluster.data.PodDialer;
import io.etlbed.junit.faults.Call.PodServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Stands between targets and pods: whoever dials a pod is given the near end of a relay. */
final class PodStation implements PodDialer {

    private final PodDialer dialer;
    private final UnaryOperator<String> podNames;
    private final Relays relays;

    /** @param podNames the name of the pod at an address; empty where there is none */
    PodStation(PodDialer dialer, UnaryOperator<String> podNames, Relays relays) {
        this.dialer = dialer;
        this.podNames = podNames;
        this.relays = relays;
    }

    @Override
    public SocketChannel dial(String host, int port) throws IOException {
        SocketChannel pod = dialer.dial(host, port);
        SocketChannel near = null;
        try (ServerSocketChannel meeting = ServerSocketChannel.open()) {
            meeting.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            near = SocketChannel.open(meeting.getLocalAddress());
            relays.connect(new PodServer(), once(() -> podNames.apply(host)), far(meeting, near), pod.socket());
            return near;
        } catch (IOException | RuntimeException failure) {
            pod.close();
            if (near != null) {
                near.close();
            }
            throw failure;
        }
    }

    /** The other end of ours, and not of somebody who happens to come by. */
    private static Socket far(ServerSocketChannel meeting, SocketChannel near) throws IOException {
        while (true) {
            SocketChannel accepted = meeting.accept();
            if (accepted.getRemoteAddress().equals(near.getLocalAddress())) {
                return accepted.socket();
            }
            accepted.close();
        }
    }

    private static Supplier<String> once(Supplier<String> source) {
        return new Supplier<>() {
            private String name = "";

            @Override
            public synchronized String get() {
                if (name.isEmpty()) {
                    name = source.get();
                }
                return name;
            }
        };
    }
}
