package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.network.HostListeners;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ports of pods that have no network of their own: each port of this host is one pod's at most. Python programs are lent
 * free ones, and note which; all others listen on what they declare, and must have it to themselves.
 */
final class SharedPorts implements PodNetwork {

    private static final String SHARED = "without namespaces (sandbox none) the ports of pods are this host's";

    private final Map<String, Path> notes = new HashMap<>();
    private final Map<Integer, String> claims = new HashMap<>();

    /** @param folder where programs of the pod note which ports they were lent */
    synchronized void add(String podIp, Path folder) {
        notes.put(podIp, folder);
    }

    synchronized void remove(String podIp) {
        notes.remove(podIp);
        claims.values().removeIf(podIp::equals);
    }

    /**
     * Gives a pod ports of this host for itself.
     *
     * @throws StartException if one is another's, or may not be had by this user
     */
    synchronized void claim(String podIp, List<Integer> ports) throws StartException {
        for (int port : ports) {
            String owner = claims.getOrDefault(port, podIp);
            if (!owner.equals(podIp)) {
                throw new StartException("port " + port + " is that of the pod with the address " + owner + "; "
                        + SHARED + ", and each is one pod's alone. Let one of them listen on another port");
            }
            try (ServerSocketChannel trial = ServerSocketChannel.open()) {
                trial.bind(new InetSocketAddress(port));
            } catch (BindException taken) {
                throw new StartException(
                        "port " + port + " cannot be had: " + taken.getMessage() + "; " + SHARED + ". " + advice(taken),
                        taken);
            } catch (IOException failure) {
                throw new StartException("port " + port + " cannot be had: " + failure.getMessage(), failure);
            }
        }
        ports.forEach(port -> claims.put(port, podIp));
    }

    private static String advice(BindException problem) {
        return String.valueOf(problem.getMessage()).contains("Permission")
                ? "Let the program listen on a port from 1024 on, or let this user have those below (sysctl"
                        + " net.ipv4.ip_unprivileged_port_start)"
                : "Another program has it: end that, or let this one listen on another port";
    }

    @Override
    public SocketChannel connect(String podIp, int port) throws IOException {
        int place = place(podIp, port)
                .orElseThrow(() -> new ConnectException("pod " + podIp + " port " + port + ": Connection refused"));
        return SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), place));
    }

    private synchronized OptionalInt place(String podIp, int port) throws IOException {
        Path note = notesOf(podIp).resolve(Integer.toString(port));
        if (Files.exists(note)) {
            try {
                return OptionalInt.of(Integer.parseInt(Files.readString(note).strip()));
            } catch (NumberFormatException spoilt) {
                throw new IOException("pod " + podIp + " port " + port + ": its note says no port", spoilt);
            }
        }
        return podIp.equals(claims.get(port)) ? OptionalInt.of(port) : OptionalInt.empty();
    }

    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        notesOf(podIp);
        return HostListeners.open(port);
    }

    private synchronized Path notesOf(String podIp) throws IOException {
        Path folder = notes.get(podIp);
        if (folder == null) {
            throw new IOException("no running pod has the address " + podIp + "; there are "
                    + notes.keySet().stream().sorted().toList());
        }
        return folder;
    }
}
