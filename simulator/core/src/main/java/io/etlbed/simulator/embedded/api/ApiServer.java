package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.controllers.Controllers;
import io.etlbed.simulator.embedded.identity.ServiceAccountTokens;
import io.etlbed.simulator.embedded.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kubernetes API of one store over HTTPS, on any free port of the loopback interface, for clients that have its
 * token. With it run the controllers that Kubernetes has for what is stored here: endpoints follow services and pods, and
 * a namespace takes its contents with it.
 *
 * <p>The store belongs to the caller, who closes it after the server.
 */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /** How long a watcher or any other client may leave a connection full before it is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpServer http;
    private final Token token;
    private final ServiceAccountTokens tokens;
    private final String authorityPem;
    private final Watches watches;
    private final LogRoute logs;
    private final StreamRoutes streams;
    private final MetricsSampler sampler;
    private final ServiceAddresses addresses;
    private final Controllers controllers;
    private final Set<Path> kubeconfigs = ConcurrentHashMap.newKeySet();

    private ApiServer(
            HttpServer http,
            Token token,
            ServiceAccountTokens tokens,
            String authorityPem,
            Watches watches,
            LogRoute logs,
            StreamRoutes streams,
            MetricsSampler sampler,
            ServiceAddresses addresses,
            Controllers controllers) {
        this.http = http;
        this.token = token;
        this.tokens = tokens;
        this.authorityPem = authorityPem;
        this.watches = watches;
        this.logs = logs;
        this.streams = streams;
        this.sampler = sampler;
        this.addresses = addresses;
        this.controllers = controllers;
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @param podLogs where the output of containers is
     * @param podUsages what pods use
     * @param nodePorts who listens on the ports of services of type NodePort
     * @throws SimulatorException if it cannot start; nothing is left behind then
     */
    public static ApiServer start(ObjectStore store, PodLogs podLogs, PodUsages podUsages, NodePorts nodePorts) {
        return start(store, podLogs, podUsages, PodSessions.none(), nodePorts);
    }

    /**
     * Starts a server whose clients can enter containers, and returns when it answers.
     *
     * @param podSessions the way into them
     * @throws SimulatorException if it cannot start; nothing is left behind then
     */
    public static ApiServer start(
            ObjectStore store, PodLogs podLogs, PodUsages podUsages, PodSessions podSessions, NodePorts nodePorts) {
        return start(store, podLogs, podUsages, podSessions, nodePorts, PATIENCE);
    }

    static ApiServer start(
            ObjectStore store, PodLogs podLogs, PodUsages podUsages, NodePorts nodePorts, Duration patience) {
        return start(store, podLogs, podUsages, PodSessions.none(), nodePorts, patience);
    }

    private static ApiServer start(
            ObjectStore store,
            PodLogs podLogs,
            PodUsages podUsages,
            PodSessions podSessions,
            NodePorts nodePorts,
            Duration patience) {
        Clock clock = Clock.systemUTC();
        CompletableFuture<Certificates> certificates =
                CompletableFuture.supplyAsync(() -> Certificates.create(clock.instant()));
        Token token = Token.random();
        ServiceAddresses addresses = new ServiceAddresses(store, nodePorts);
        Watches watches = new Watches(store);
        LogRoute logs = new LogRoute(new PodLog(store, podLogs, clock), patience);
        CompletableFuture<String> authority = certificates.thenApply(Certificates::authorityPem);
        Controllers controllers = Controllers.start(store, clock, authority);
        ServiceAccountTokens tokens = new ServiceAccountTokens(store, clock);
        Admission admission = Admission.all(List.of(new ServiceAccountAdmission(store), addresses));
        Resources resources = new Resources(store, admission, clock);
        MetricsSampler sampler = new MetricsSampler(podUsages);
        WatchRoutes watchRoutes = new WatchRoutes(resources, watches, patience);
        StreamRoutes streams = new StreamRoutes(new SessionFactory(store, podSessions));
        try {
            HttpServer http = HttpServer.start(certificates, routes -> {
                new ServerRoutes(new Authentication(token, tokens)).register(routes);
                new Reviews(tokens).register(routes);
                new ResourceRoutes(
                                new PodActions(store, clock),
                                new TokenRequests(store, tokens),
                                resources,
                                watchRoutes,
                                streams,
                                logs)
                        .register(routes);
                new MetricsRoutes(store, sampler, clock).register(routes);
            });
            ApiServer server = new ApiServer(
                    http, token, tokens, authority.join(), watches, logs, streams, sampler, addresses, controllers);
            LOG.info("Kubernetes API at {}", server.url());
            return server;
        } catch (RuntimeException e) {
            controllers.close();
            watches.close();
            streams.close();
            addresses.close();
            throw new SimulatorException("the API server cannot start: " + e.getMessage(), e);
        }
    }

    /** How many watches are open now. */
    int openWatches() {
        return watches.count();
    }

    /** The tokens of service accounts that it believes. */
    public ServiceAccountTokens tokens() {
        return tokens;
    }

    /** Where it answers, such as {@code https://127.0.0.1:40123}. */
    public String url() {
        return "https://127.0.0.1:" + http.port();
    }

    /**
     * Writes a kubeconfig for this server, readable by its owner only, and removes it when the server is closed.
     *
     * @param file to be written or replaced; its folder is made if need be
     */
    public void writeKubeconfig(Path file) {
        try {
            Kubeconfig.write(file, url(), authorityPem, token);
            kubeconfigs.add(file);
        } catch (IOException e) {
            throw new SimulatorException("cannot write the kubeconfig " + file + ": " + e.getMessage(), e);
        }
    }

    /** Ends every watch and followed log, and leaves no thread, port or file. Idempotent. */
    @Override
    public void close() {
        controllers.close();
        watches.close();
        logs.close();
        streams.close();
        sampler.close();
        http.close();
        addresses.close();
        for (Path file : kubeconfigs) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.warn("the kubeconfig {} could not be removed", file, e);
            }
        }
    }
}
