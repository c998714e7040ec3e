package io.etlbed.simulator.embedded.network;

import io.etlbed.simulator.PodNetwork;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pod's way to other hosts: an HTTP proxy that listens in the pod's network and connects in the host's. It needs nothing
 * of the host, and reaches what programs of the pod send to a proxy: HTTP, and by tunnels whatever runs over TCP.
 */
public final class EgressProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EgressProxy.class);

    /** As many as a busy pod has; one that has more waits, and so costs no more. */
    private static final int MOST_CONNECTIONS = 256;

    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocketChannel listener;
    private final ExecutorService threads;
    private final EgressRules rules;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final CountDownLatch accepting = new CountDownLatch(1);

    private EgressProxy(ServerSocketChannel listener, ExecutorService threads, EgressRules rules) {
        this.listener = listener;
        this.threads = threads;
        this.rules = rules;
    }

    /**
     * Opens the way.
     *
     * @param podIp the pod's address
     * @param threads for what waits for connections, and for each of them two
     * @throws IOException if it cannot listen there
     */
    public static EgressProxy open(PodNetwork network, String podIp, ExecutorService threads) throws IOException {
        return open(network, podIp, threads, EgressRules.OTHER_HOSTS);
    }

    static EgressProxy open(PodNetwork network, String podIp, ExecutorService threads, EgressRules rules)
            throws IOException {
        EgressProxy proxy = new EgressProxy(network.listen(podIp, 0), threads, rules);
        threads.execute(proxy::acceptAll);
        return proxy;
    }

    /** The variables by which programs find it; a program's own connections within the pod do not go there. */
    public Map<String, String> variables(String podIp, String hostname) throws IOException {
        String proxy = "http://127.0.0.1:" + ((InetSocketAddress) listener.getLocalAddress()).getPort();
        String inside = "localhost,127.0.0.1,::1," + podIp + "," + hostname;
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : new String[] {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
            variables.put(name, proxy);
        }
        variables.put("no_proxy", inside);
        variables.put("NO_PROXY", inside);
        return variables;
    }

    /** Takes no more connections, from before it returns; those that are open end with the pod. */
    @Override
    public void close() {
        Channels.closeQuietly(listener);
        // Whoever waits for a free place finds the listener closed.
        free.release();
        awaitLastAccept();
    }

    /** The kernel keeps a listening socket for as long as somebody is still within a call of accept. */
    private void awaitLastAccept() {
        try {
            accepting.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptAll() {
        try {
            acceptWhileOpen();
        } finally {
            accepting.countDown();
        }
    }

    private void acceptWhileOpen() {
        while (listener.isOpen()) {
            try {
                free.acquire();
                SocketChannel client = listener.accept();
                try {
                    threads.execute(() -> serve(client));
                } catch (RejectedExecutionException ended) {
                    Channels.reset(client);
                }
            } catch (IOException failure) {
                free.release();
                if (listener.isOpen()) {
                    LOG.warn("the way out of a pod: {}", failure.toString());
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try {
            ProxyRequest request = ProxyRequest.read(client);
            join(client, connect(request), request);
        } catch (ProxyRequest.MalformedException malformed) {
            refuse(client, "400 Bad Request", malformed);
        } catch (EgressRules.ForbiddenException forbidden) {
            refuse(client, "403 Forbidden", forbidden);
        } catch (IOException | RuntimeException failure) {
            refuse(client, "502 Bad Gateway", failure);
        }
    }

    private void join(SocketChannel client, SocketChannel server, ProxyRequest request) throws IOException {
        try {
            if (request.tunnel()) {
                write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            } else {
                Channels.writeFully(server, ByteBuffer.wrap(request.head()));
            }
            Channels.writeFully(server, request.rest());
        } catch (IOException | RuntimeException failure) {
            Channels.closeQuietly(server);
            throw failure;
        }
        Splice.start(client, server, threads, free::release);
    }

    private SocketChannel connect(ProxyRequest request) throws IOException {
        InetSocketAddress place = new InetSocketAddress(rules.resolve(request.host()), request.port());
        SocketChannel server = SocketChannel.open();
        try {
            server.socket().connect(place, PATIENCE_MILLIS);
            return server;
        } catch (IOException | RuntimeException failure) {
            Channels.closeQuietly(server);
            throw new IOException(request.host() + ":" + request.port() + ": " + failure.getMessage(), failure);
        }
    }

    private void refuse(SocketChannel client, String status, Exception reason) {
        try (client) {
            byte[] text = ("etlbed: " + reason.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            write(
                    client,
                    "HTTP/1.1 " + status + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                            + text.length + "\r\nConnection: close\r\n\r\n");
            Channels.writeFully(client, ByteBuffer.wrap(text));
        } catch (IOException gone) {
            LOG.debug("the way out of a pod: {}", gone.toString());
        } finally {
            free.release();
        }
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        Channels.writeFully(channel, StandardCharsets.ISO_8859_1.encode(text));
    }
}
