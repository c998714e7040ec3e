package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.LogLines;
import io.etlbed.simulator.embedded.api.LogQuery;
import io.etlbed.simulator.embedded.runtime.ContainerLog;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Reads a container's log as a query asks, while it grows. */
final class LogCursor implements LogLines {

    private final ContainerLog log;
    private final boolean follow;
    private final Queue<ContainerLog.Line> ready;
    private long next;
    private volatile boolean closed;

    LogCursor(ContainerLog log, LogQuery query) {
        this.log = log;
        this.follow = query.follow();
        List<ContainerLog.Line> present = log.lines();
        this.next = present.isEmpty() ? 0 : present.get(present.size() - 1).number() + 1;
        List<ContainerLog.Line> wanted = new ArrayList<>(present.stream()
                .filter(line -> query.since() == null || !line.time().isBefore(query.since()))
                .toList());
        Long tail = query.tailLines();
        int skipped = tail == null ? 0 : (int) Math.max(0, wanted.size() - Math.max(0, tail));
        this.ready = new ArrayDeque<>(wanted.subList(skipped, wanted.size()));
    }

    @Override
    public @Nullable Line next() throws InterruptedException {
        while (!closed) {
            ContainerLog.Line line = ready.poll();
            if (line != null) {
                return new Line(line.time(), line.text());
            }
            if (!follow) {
                return null;
            }
            ContainerLog.Page page = log.await(next, () -> closed);
            for (ContainerLog.Line fresh : page.lines()) {
                ready.add(fresh);
                next = fresh.number() + 1;
            }
            if (page.lines().isEmpty() && page.ended()) {
                return null;
            }
        }
        return null;
    }

    @Override
    public void close() {
        closed = true;
        log.wake();
    }
}
