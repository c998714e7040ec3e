package io.etlbed.simulator.embedded.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin as this server needs it: TLS on the loopback interface, threads with our name, and an end in good order. */
final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final String HOST = "127.0.0.1";
    private static final long LAST_WORDS_SECONDS = 2;

    /** Long, since a client may use a quiet connection again at the very moment at which it is closed. */
    static final Duration IDLE = Duration.ofMinutes(5);

    /** Of what clients send to programs: kubectl sends 32 KiB at a time, fabric8 whatever it is given at once. */
    private static final long LONGEST_MESSAGE = 4 << 20;

    /**
     * Watches hold none of them; followed logs do, and so do sessions in containers, and clients that send or read slowly,
     * for as long as those have patience with them.
     */
    private static final int THREADS = 512;

    /** Of the first line and all headers: a selector of a thousand names is a long one. Kubernetes has 1 MiB. */
    private static final int LARGEST_HEAD = 256 * 1024;

    private final Javalin javalin;
    private final GracefulHandler gate;

    private HttpServer(Javalin javalin, GracefulHandler gate) {
        this.javalin = javalin;
        this.gate = gate;
    }

    /**
     * Starts a server.
     *
     * @param certificates made meanwhile, and waited for when the server starts
     */
    static HttpServer start(CompletableFuture<Certificates> certificates, Consumer<RoutesConfig> routes) {
        GracefulHandler gate = new GracefulHandler();
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.asyncTimeout = 0;
            config.http.prefer405over404 = true;
            config.jetty.threadPool = threads();
            config.jetty.addConnector((server, http) -> connector(server, http, certificates));
            config.jetty.modifyServer(server -> {
                server.setHandler(gate);
                server.setErrorHandler(new StatusErrors());
            });
            config.jetty.modifyWebSocketServletFactory(factory -> {
                factory.setIdleTimeout(Duration.ZERO);
                factory.setMaxBinaryMessageSize(LONGEST_MESSAGE);
            });
            routes.accept(config.routes);
        });
        javalin.start();
        return new HttpServer(javalin, gate);
    }

    int port() {
        return javalin.port();
    }

    /** Lets responses that are just ending reach their clients, and stops. */
    @Override
    public void close() {
        try {
            gate.shutdown().get(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the API server stops while requests still run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(THREADS, 1);
        pool.setName("etlbed-api");
        pool.setDaemon(true);
        if (VirtualThreads.areSupported()) {
            pool.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return pool;
    }

    private static Connector connector(
            Server server, HttpConfiguration http, CompletableFuture<Certificates> certificates) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(LARGEST_HEAD);
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        // Clients come by address, which has no name to indicate.
        secure.setSniHostCheck(false);
        http.addCustomizer(secure);
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(certificates.join().serverContext());
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new SslConnectionFactory(tls, plain.getProtocol()), plain);
        connector.setHost(HOST);
        connector.setPort(0);
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }
}
