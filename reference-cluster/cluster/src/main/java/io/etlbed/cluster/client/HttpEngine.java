package io.etlbed.cluster.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's HTTP client with an end: {@link #close()} leaves none of its threads behind, on every JDK from 17 on. (The
 * client has a {@code close} of its own only since 21; and a JVM that exits while its selector thread waits in native
 * code is held up for 300 ms.)
 */
final class HttpEngine implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final ExecutorService workers = Executors.newCachedThreadPool(HttpEngine::worker);
    private final HttpClient http;

    /** @param tls for nodes that speak it */
    HttpEngine(SSLContext tls) {
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .executor(workers)
                .sslContext(tls)
                .build();
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        if (!shutDownByItself()) {
            endSelector();
        }
        workers.shutdownNow();
    }

    private static Thread worker(Runnable work) {
        Thread thread = new Thread(work, "ais-client-worker");
        thread.setDaemon(true);
        return thread;
    }

    /** {@code shutdownNow()} and {@code awaitTermination} of JDK 21 and later. */
    private boolean shutDownByItself() {
        try {
            HttpClient.class.getMethod("shutdownNow").invoke(http);
            HttpClient.class.getMethod("awaitTermination", Duration.class).invoke(http, CONNECT_TIMEOUT);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Before JDK 21: the selector thread closes the client when it is interrupted. It carries the client's number. */
    private void endSelector() {
        String text = http.toString();
        String number = text.substring(text.lastIndexOf('(') + 1, Math.max(text.lastIndexOf(')'), 1));
        Thread selector = thread("HttpClient-" + number + "-SelectorManager");
        if (selector == null) {
            return;
        }
        selector.interrupt();
        boolean interrupted = Thread.interrupted();
        try {
            selector.join(CONNECT_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Thread thread(String name) {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 64];
        int count = root.enumerate(threads, true);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().equals(name)) {
                return threads[i];
            }
        }
        return null;
    }
}
