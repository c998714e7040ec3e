package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Doors in this very JVM: nothing stands between the caller and the pod. */
final class Doors implements PodEntrance {

    private final Map<String, Door> byAddress = new ConcurrentHashMap<>();

    @Override
    public void attach(String podIp, long pid) throws IOException {
        Door door = Door.into(pid, Addresses.parse(podIp));
        Door earlier = byAddress.put(podIp, door);
        if (earlier != null) {
            earlier.close();
        }
    }

    @Override
    public void detach(String podIp) {
        Door door = byAddress.remove(podIp);
        if (door != null) {
            door.close();
        }
    }

    @Override
    public SocketChannel connect(String podIp, int port) throws IOException {
        Door door = door(podIp);
        SocketChannel channel = door.open();
        try {
            channel.connect(new InetSocketAddress(door.address(), port));
            return channel;
        } catch (IOException failure) {
            channel.close();
            throw new IOException("pod " + podIp + " port " + port + ": " + failure.getMessage(), failure);
        } catch (RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
    }

    /** Bound to every address of the pod, so that the pod reaches it under its own address and under 127.0.0.1. */
    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        ServerSocketChannel channel = door(podIp).openListener();
        try {
            return channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[4]), port));
        } catch (IOException failure) {
            channel.close();
            throw new IOException("pod " + podIp + " port " + port + ": " + failure.getMessage(), failure);
        } catch (RuntimeException | Error failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        byAddress.values().forEach(Door::close);
        byAddress.clear();
    }

    private Door door(String podIp) throws IOException {
        Door door = byAddress.get(podIp);
        if (door == null) {
            throw new IOException("no running pod has the address " + podIp + "; there are "
                    + byAddress.keySet().stream().sorted().toList());
        }
        return door;
    }
}
