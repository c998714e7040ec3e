package io.etlbed.simulator.embedded.api;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Javalin as this server needs it: TLS on the loopback interface, threads with our name, nothing printed. */
final class HttpServer {

    private static final String HOST = "127.0.0.1";

    /** Watches hold none of them; followed logs do. */
    private static final int THREADS = 128;

    private HttpServer() {}

    /** @param certificates made meanwhile, and waited for when the server starts */
    static Javalin create(
            Duration patience, CompletableFuture<Certificates> certificates, Consumer<RoutesConfig> routes) {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.asyncTimeout = 0;
            config.http.prefer405over404 = true;
            config.jetty.threadPool = threads();
            config.jetty.addConnector((server, http) -> connector(server, http, patience, certificates));
            config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(Duration.ZERO));
            routes.accept(config.routes);
        });
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
            Server server, HttpConfiguration http, Duration patience, CompletableFuture<Certificates> certificates) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
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
        connector.setIdleTimeout(patience.toMillis());
        return connector;
    }
}
