package io.etlbed.simulator.embedded;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;

/** The network of a runtime that is still starting while others are already given it. */
record LatePodNetwork(CompletableFuture<PodRuntime> runtime) implements PodNetwork {

    @Override
    public SocketChannel connect(String podIp, int port) throws IOException {
        return runtime.join().network().connect(podIp, port);
    }

    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        return runtime.join().network().listen(podIp, port);
    }
}
