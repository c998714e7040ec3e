package io.etlbed.simulator.embedded.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Logs that a test writes: a pod's present lines, and those that come while it is followed. */
final class FakeLogs implements PodLogs {

    static final Instant TIME = Instant.parse("2026-11-22T10:00:00.5Z");

    /** The same as the nodes of Kubernetes write it. */
    static final String WRITTEN_TIME = "2026-11-22T10:00:00.500000000Z";

    final Map<String, List<String>> present = new ConcurrentHashMap<>();
    final BlockingQueue<String> coming = new LinkedBlockingQueue<>();

    @Nullable
    volatile LogQuery asked;

    @Override
    public Optional<LogLines> open(Pod pod, String container, LogQuery query) {
        asked = query;
        List<String> lines = present.get(pod.getMetadata().getName());
        return lines == null || query.previous()
                ? Optional.empty()
                : Optional.of(new Lines(new LinkedBlockingQueue<>(lines), query.follow()));
    }

    private final class Lines implements LogLines {

        private final BlockingQueue<String> first;
        private final boolean follow;
        private volatile boolean closed;

        Lines(BlockingQueue<String> first, boolean follow) {
            this.first = first;
            this.follow = follow;
        }

        @Override
        public @Nullable Line next() throws InterruptedException {
            String line = first.poll();
            while (line == null && follow && !closed) {
                line = coming.poll(20, TimeUnit.MILLISECONDS);
            }
            return line == null ? null : new Line(TIME, (line + "\n").getBytes(UTF_8));
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
