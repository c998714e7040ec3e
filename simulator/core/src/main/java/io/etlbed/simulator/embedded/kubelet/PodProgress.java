package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Preparation.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a preparation tells, as far as it is shown: the latest line once in a while in the container's state, and ever more
 * rarely as an event of the pod. The whole of it is in the log, for those who have it tell everything.
 */
final class PodProgress implements Progress {

    private static final Logger LOG = LoggerFactory.getLogger(PodProgress.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(1);
    private static final Duration LONGEST_BETWEEN_EVENTS = Duration.ofSeconds(32);
    private static final int LONGEST_LINE = 256;

    private final PodContext pod;
    private final String fieldPath;
    private final Consumer<String> state;
    private @Nullable String waiting;
    private boolean due;
    private Instant lineFrom = Instant.MIN;
    private Instant eventFrom = Instant.MIN;
    private Duration betweenEvents = BETWEEN_LINES;
    private boolean closed;

    /**
     * Makes one.
     *
     * @param state takes the latest line, in the pod's mailbox
     */
    PodProgress(PodContext pod, String fieldPath, Consumer<String> state) {
        this.pod = pod;
        this.fieldPath = fieldPath;
        this.state = state;
    }

    @Override
    public void tell(String line) {
        String shown = clean(line);
        if (shown.isEmpty()) {
            return;
        }
        LOG.debug("pod {}: {}", pod.pod().getMetadata().getName(), shown);
        Instant now = pod.node().clock().instant();
        Duration wait;
        synchronized (this) {
            waiting = shown;
            if (due || closed) {
                return;
            }
            due = true;
            wait = lineFrom.isAfter(now) ? Duration.between(now, lineFrom) : Duration.ZERO;
        }
        pod.node().later(wait, this::show);
    }

    /** Nothing is shown any more: what is told now is old. */
    synchronized void close() {
        closed = true;
    }

    private void show() {
        Instant now = pod.node().clock().instant();
        String line;
        boolean event;
        synchronized (this) {
            due = false;
            line = waiting;
            waiting = null;
            if (line == null || closed) {
                return;
            }
            lineFrom = now.plus(BETWEEN_LINES);
            event = !now.isBefore(eventFrom);
            if (event) {
                eventFrom = now.plus(betweenEvents);
                Duration twice = betweenEvents.multipliedBy(2);
                betweenEvents = twice.compareTo(LONGEST_BETWEEN_EVENTS) > 0 ? LONGEST_BETWEEN_EVENTS : twice;
            }
        }
        if (event) {
            LOG.info("preparing pod {}: {}", pod.pod().getMetadata().getName(), line);
            pod.node().events().normal(pod.pod(), fieldPath, "Preparing", line);
        }
        pod.mailbox().execute(() -> state.accept(line));
    }

    private static String clean(String line) {
        String text = line.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "…" : text;
    }
}
