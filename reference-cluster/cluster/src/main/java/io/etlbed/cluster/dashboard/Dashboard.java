package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NodeClient;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.PercentCoding;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The dashboard of a proxy: a page below {@code /dashboard/}, its data, and the logs of pods. However many look at it, the
 * cluster is asked once a second at most, and not at all while nobody looks. No worker of the proxy waits for an answer.
 */
public final class Dashboard implements AutoCloseable {

    private static final String ROOT = "/dashboard";
    private static final String DATA = ROOT + "/data";
    private static final String LOGS = ROOT + "/logs/";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final ThreadPoolExecutor thread;
    private final Pages pages = new Pages();
    private final Shared<Document> overview;
    private final PodLogs logs;

    /**
     * @param etls what is known of them now
     * @param client by which other nodes are asked
     */
    public Dashboard(NodeState node, BucketRegistry buckets, Supplier<EtlMd> etls, NodeClient client) {
        this.thread = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread own = new Thread(task, "ais-dashboard");
            own.setDaemon(true);
            return own;
        });
        thread.allowCoreThreadTimeOut(true);
        Nodes nodes = new Nodes(node, client);
        this.overview = new Shared<>(
                FRESH,
                System::nanoTime,
                () -> nodes.activities()
                        .thenApplyAsync(
                                heard -> Document.json(
                                        Json.write(Overview.of(node, buckets.current(), etls.get(), heard))),
                                thread));
        this.logs = new PodLogs(nodes, FRESH, System::nanoTime, thread);
    }

    /** Whether a request is for it: below {@code /dashboard}, or that of a browser which is given an address alone. */
    public static boolean isAsked(RequestHead request) {
        String path = request.rawPath();
        return path.equals(ROOT) || path.startsWith(ROOT + "/") || (path.equals("/") && isBrowser(request));
    }

    /** AIStore's clients do not ask for {@code /}, and none of them for HTML. */
    private static boolean isBrowser(RequestHead request) {
        return READING.contains(request.method())
                && request.header("accept").orElse("").contains("text/html");
    }

    /** @throws AisException 404 or 405 */
    public Plan plan(RequestHead request) {
        if (!READING.contains(request.method())) {
            return new Plan.Answer(Methods.notAllowed(request.method(), "GET, HEAD"));
        }
        String path = request.rawPath();
        if (!path.startsWith(ROOT + "/")) {
            // Relative, as it is right behind any proxy, and from both places.
            return new Plan.Answer(
                    new ControlResponse(302, Map.of("Location", "dashboard/", "Vary", "Accept"), new byte[0]));
        }
        if (path.equals(DATA)) {
            return eventually(request, overview::get);
        }
        if (path.startsWith(LOGS)) {
            List<String> names = Arrays.stream(path.substring(LOGS.length()).split("/", -1))
                    .map(PercentCoding::decode)
                    .toList();
            if (names.size() != 2) {
                throw new AisException(404, "there is nothing at " + path + ": expected " + LOGS + "ETL/TARGET");
            }
            return eventually(request, () -> logs.of(names.get(0), names.get(1)));
        }
        return new Plan.Answer(pages.find(path.substring(ROOT.length() + 1)).answer(request));
    }

    private static Plan eventually(RequestHead request, Supplier<CompletableFuture<Document>> document) {
        return new Plan.Eventually(() -> document.get().thenApply(there -> new Plan.Answer(there.answer(request))));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
