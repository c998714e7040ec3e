package io.etlbed.junit.faults;

import io.etlbed.cluster.data.PodListener;
import io.etlbed.junit.faults.Call.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between containers and the listeners of targets in their pods: what a container fetches passes here. */
final class InletStation implements PodListener {

    private static final Logger LOG = LoggerFactory.getLogger(InletStation.class);
    /** How long the listener in a pod may outlive that of its target. */
    private static final int LOOK_AGAIN_MILLIS = 500;

    private final PodListener listener;
    private final IntFunction<Server> targets;
    private final Relays relays;

    /** @param targets the target that is reached on a port */
    InletStation(PodListener listener, IntFunction<Server> targets, Relays relays) {
        this.listener = listener;
        this.targets = targets;
        this.relays = relays;
    }

    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        ServerSocketChannel inPod = listener.listen(podIp, port);
        try {
            ServerSocketChannel ofTarget = ServerSocketChannel.open();
            ofTarget.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int hostPort = ofTarget.socket().getLocalPort();
            relays.execute(() -> acceptAll(inPod, ofTarget, hostPort, targets.apply(port)));
            return ofTarget;
        } catch (IOException | RuntimeException failure) {
            inPod.close();
            throw failure;
        }
    }

    private void acceptAll(ServerSocketChannel inPod, ServerSocketChannel ofTarget, int hostPort, Server target) {
        try (inPod) {
            inPod.socket().setSoTimeout(LOOK_AGAIN_MILLIS);
            while (ofTarget.isOpen()) {
                try {
                    Socket fromPod = inPod.socket().accept();
                    relays.connect(target, () -> "", fromPod, new Socket(InetAddress.getLoopbackAddress(), hostPort));
                } catch (SocketTimeoutException nobodyCame) {
                    LOG.trace("nobody has come to port {}", hostPort);
                }
            }
        } catch (IOException closed) {
            LOG.debug("a listener in a pod has ended: {}", closed.toString());
        }
    }
}
