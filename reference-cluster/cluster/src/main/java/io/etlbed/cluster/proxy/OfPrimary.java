package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.NotConnectedException;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that only the primary answers: any other proxy hands them on to it (API-06). While there is none, a call waits for
 * the next one for a while, and then is told to come back.
 */
final class OfPrimary implements ControlHandler {

    /** So that waiting clients leave workers for other calls. */
    private static final int LONGEST_QUEUE = 8;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(OfPrimary.class);

    private final NodeState node;
    private final NodeCalls calls;
    private final ControlHandler handler;
    private final Duration wait;
    private final Semaphore queue = new Semaphore(LONGEST_QUEUE);

    /** @param wait how long a call waits for another primary */
    OfPrimary(NodeState node, NodeCalls calls, ControlHandler handler, Duration wait) {
        this.node = node;
        this.calls = calls;
        this.handler = handler;
        this.wait = wait;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            if (node.leads()) {
                return handler.handle(request);
            }
            Snode primary = node.map().proxy_si();
            if (node.primary()) {
                throw unavailable("it is the primary, but cannot reach half of the cluster");
            }
            if (node.map().node(request.header(Header.CALLER_ID).orElse("")).isPresent()) {
                throw unavailable("it is not the primary, as the proxy that handed the call on believes");
            }
            try {
                return calls.handOn(primary, request);
            } catch (NotConnectedException e) {
                awaitAnother(primary, end);
            } catch (IOException e) {
                if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
                    throw new AisException(
                            502,
                            node.printed() + ": the primary " + primary.daemon_id()
                                    + " was lost before it answered; look up whether the call has had its effect: "
                                    + e.getMessage(),
                            e);
                }
                awaitAnother(primary, end);
            }
        }
    }

    /** Until there is another primary, or it is time to see whether this one is back. */
    private void awaitAnother(Snode lost, long end) throws InterruptedException {
        long left = end - System.nanoTime();
        if (left <= 0 || !queue.tryAcquire()) {
            throw unavailable("the primary " + lost.daemon_id() + " cannot be reached, and there is no other yet");
        }
        try {
            Duration slice = LOOK_AGAIN.toNanos() < left ? LOOK_AGAIN : Duration.ofNanos(left);
            boolean another = node.awaitMap(map -> !map.proxy_si().equals(lost), slice);
            LOG.debug("{}: {} is lost, another primary: {}", node.printed(), lost.daemon_id(), another);
        } finally {
            queue.release();
        }
    }

    private UnavailableException unavailable(String why) {
        return new UnavailableException(node.printed() + ": " + why + "; try again", 1);
    }
}
