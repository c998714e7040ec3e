package io.etlbed.simulator.embedded.network;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * One thread that lives in a pod's network namespace and opens sockets there. A socket keeps the namespace in which it
 * was made, so that connecting, selecting and copying are done by whoever asked for it.
 *
 * <p>It is a platform thread that never leaves the namespace: without root it could not come back.
 */
final class Door implements AutoCloseable {

    private final InetAddress address;
    private final ExecutorService thread;

    private Door(InetAddress address) {
        this.address = address;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread door = new Thread(task, "etlbed-door-" + address.getHostAddress());
            door.setDaemon(true);
            return door;
        });
    }

    /**
     * Opens a door into the namespace of a process, brings up its loopback device and gives it the address.
     *
     * @throws IOException if this JVM may not enter that namespace
     */
    static Door into(long pid, InetAddress address) throws IOException {
        Door door = new Door(address);
        try {
            door.inside(() -> {
                enter(pid);
                Loopback.up(address);
                return address;
            });
            return door;
        } catch (IOException | RuntimeException failure) {
            door.close();
            throw failure;
        }
    }

    /** An unconnected channel of the pod's network. */
    SocketChannel open() throws IOException {
        return inside(() -> SocketChannel.open(StandardProtocolFamily.INET));
    }

    /** An unbound listener of the pod's network. */
    ServerSocketChannel openListener() throws IOException {
        return inside(() -> ServerSocketChannel.open(StandardProtocolFamily.INET));
    }

    InetAddress address() {
        return address;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static void enter(long pid) throws IOException {
        String namespace = "/proc/" + pid + "/ns/net";
        try {
            int fd = LibC.open(namespace, LibC.O_RDONLY | LibC.O_CLOEXEC);
            try {
                LibC.setns(fd, LibC.CLONE_NEWNET);
            } finally {
                LibC.close(fd);
            }
        } catch (LastErrorException failure) {
            throw new IOException("cannot enter the pod's network " + namespace + ": " + failure.getMessage(), failure);
        }
    }

    private <T> T inside(Callable<T> task) throws IOException {
        try {
            return Waiting.uninterruptibly(thread.submit(task));
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(
                    "in the network of pod " + address.getHostAddress() + ": " + failure.getCause(),
                    failure.getCause());
        } catch (RejectedExecutionException closed) {
            throw new IOException("pod " + address.getHostAddress() + " is gone", closed);
        }
    }
}
