package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.events.EventRecorder;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all pods of a node share. */
record NodeContext(
        String name,
        ObjectStore store,
        PodRuntime runtime,
        ImageCatalog images,
        EventRecorder events,
        PodAddresses addresses,
        PodTokens tokens,
        KubeletSettings settings,
        Clock clock,
        ExecutorService threads,
        ScheduledExecutorService timer) {

    /** The address of every node: the host's own. */
    static final String HOST_IP = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(NodeContext.class);

    /** Runs a short task after a while. */
    void later(Duration delay, Runnable task) {
        try {
            Future<?> unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the node is closed; nothing happens later", closed);
        }
    }

    /** Runs a task that may wait. */
    void aside(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("the node is closed; nothing is probed any more", closed);
        }
    }
}
