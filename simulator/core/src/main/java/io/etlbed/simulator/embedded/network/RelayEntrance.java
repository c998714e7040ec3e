package io.etlbed.simulator.embedded.network;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The doors of a relay process; every connection goes over 127.0.0.1 and is copied once more than through a door here. */
final class RelayEntrance implements PodEntrance {

    /** How long the process may take to end by itself. */
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final byte[] token;
    private final InetSocketAddress data;
    private final Map<String, List<SocketChannel>> leases = new ConcurrentHashMap<>();

    private RelayEntrance(Process process, Writer commands, BufferedReader answers, byte[] token, int port) {
        this.process = process;
        this.commands = commands;
        this.answers = answers;
        this.token = token;
        this.data = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Takes a process of {@link RelayMain} that has just been started, and waits until it serves. */
    static RelayEntrance over(Process process) throws IOException {
        byte[] token = new byte[RelayRequest.TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        Writer commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands.write(HexFormat.of().formatHex(token) + "\n");
        commands.flush();
        StringBuilder before = new StringBuilder();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(RelayMain.READY)) {
                int port = Integer.parseInt(line.substring(RelayMain.READY.length()));
                return new RelayEntrance(process, commands, answers, token, port);
            }
            before.append(line).append('\n');
        }
        process.destroyForcibly();
        throw new IOException("the relay process did not start: " + before);
    }

    @Override
    public void attach(String podIp, long pid) throws IOException {
        String answer = command("attach " + Addresses.parse(podIp).getHostAddress() + " " + pid);
        if (!answer.equals(RelayMain.OK)) {
            throw new IOException("the relay: " + answer);
        }
    }

    @Override
    public void detach(String podIp) {
        List<SocketChannel> listeners = leases.remove(podIp);
        if (listeners != null) {
            listeners.forEach(Channels::closeQuietly);
        }
        if (process.isAlive()) {
            try {
                command("detach " + podIp);
            } catch (IOException gone) {
                // its doors are gone with it
            }
        }
    }

    @Override
    public SocketChannel connect(String podIp, int port) throws IOException {
        return request(new RelayRequest(RelayRequest.Kind.CONNECT, Addresses.parse(podIp), port, 0));
    }

    /**
     * The returned channel listens on 127.0.0.1 of the host, and the relay inside the pod passes on to it; only with
     * port 0 are both ports the same number.
     */
    @Override
    public ServerSocketChannel listen(String podIp, int port) throws IOException {
        ServerSocketChannel host = ServerSocketChannel.open(StandardProtocolFamily.INET);
        try {
            host.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int hostPort = ((InetSocketAddress) host.getLocalAddress()).getPort();
            int podPort = port == 0 ? hostPort : port;
            SocketChannel lease =
                    request(new RelayRequest(RelayRequest.Kind.LISTEN, Addresses.parse(podIp), podPort, hostPort));
            leases.computeIfAbsent(podIp, absent -> new CopyOnWriteArrayList<>())
                    .add(lease);
            return host;
        } catch (IOException | RuntimeException failure) {
            host.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        leases.keySet().forEach(this::detach);
        Channels.closeQuietly(commands);
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private SocketChannel request(RelayRequest request) throws IOException {
        SocketChannel channel = SocketChannel.open(data);
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            request.send(channel, token);
            RelayReply.await(channel);
            return channel;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private synchronized String command(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("the relay process has ended");
        }
        return answer;
    }
}
