package io.etlbed.ci.simulate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Inline transforms by several clients at once, the gateway's part and the targets' each by itself. */
final class InlineLoad implements AutoCloseable {

    private static final int CLIENTS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS, task -> {
        Thread thread = new Thread(task, NodeCpu.CLIENT + "-" + number.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LIMIT)
            .build();

    /**
     * What a load did.
     *
     * @param rate requests per second
     * @param cpu seconds of the nodes for each
     */
    record Load(double rate, double cpu) {}

    /** Where the gateway sends a client for each of these objects. */
    List<URI> owners(List<URI> objects) throws IOException, InterruptedException {
        List<URI> owners = new ArrayList<>();
        for (URI object : objects) {
            HttpResponse<Void> answer = http.send(get(object), HttpResponse.BodyHandlers.discarding());
            owners.add(URI.create(answer.headers()
                    .firstValue("Location")
                    .orElseThrow(() -> new IOException("no redirect, but " + answer.statusCode() + " for " + object))));
        }
        return owners;
    }

    /**
     * GETs these in turn.
     *
     * @param success the first digit of the status that is expected
     */
    Load run(List<URI> urls, int success, Duration length) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        NodeCpu cpu = new NodeCpu();
        long began = System.nanoTime();
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(() -> {
                int done = 0;
                while (System.nanoTime() - began < length.toNanos()) {
                    URI url = urls.get(Math.floorMod(next.getAndIncrement(), urls.size()));
                    int status = http.send(get(url), HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    if (status / 100 != success) {
                        throw new IOException(status + " for " + url);
                    }
                    done++;
                }
                return done;
            });
        }
        int all = 0;
        try {
            for (Future<Integer> client : threads.invokeAll(clients)) {
                all += client.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a transform has failed: " + e.getCause(), e);
        }
        return new Load(all / ((System.nanoTime() - began) / 1e9), cpu.since() / all);
    }

    private static HttpRequest get(URI url) {
        return HttpRequest.newBuilder(url).timeout(LIMIT).build();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
