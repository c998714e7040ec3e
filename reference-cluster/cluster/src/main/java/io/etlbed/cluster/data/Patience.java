package io.etlbed.cluster.data;

import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections of clients that are too slow: with the head of a request, with a body, or with taking an answer.
 * It counts seconds, so that a request costs no look at a clock.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class Patience {

    private final long headLimit;
    private final long idleLimit;
    private final long stallLimit;
    private @Nullable Future<?> ticker;
    private @Nullable ChannelHandlerContext context;
    private boolean sawMessage;
    private boolean headBegun;
    private long messages;
    private long lastProgress;
    private int headSeconds;
    private int idleSeconds;
    private int stallSeconds;

    Patience(ServerLimits limits) {
        headLimit = seconds(limits.headTime());
        idleLimit = seconds(limits.idleTime());
        stallLimit = seconds(limits.stallTime());
    }

    static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    void watch(Connection connection, ChannelHandlerContext ctx) {
        context = ctx;
        ticker = ctx.executor().scheduleWithFixedDelay(connection::tick, 1, 1, TimeUnit.SECONDS);
    }

    void stop() {
        if (ticker != null) {
            ticker.cancel(false);
        }
    }

    void received() {
        sawMessage = true;
        headBegun = false;
        messages++;
    }

    /** Bytes that did not complete anything are the beginning of a head, if no request is under way. */
    void readComplete() {
        headBegun |= !sawMessage;
        sawMessage = false;
    }

    /** A request and its answer are complete. */
    void idle() {
        idleSeconds = 0;
        headSeconds = 0;
        headBegun = false;
    }

    /**
     * @param idle no request is under way
     * @param answered nothing is left to do but to read what the client still sends
     * @param clientsTurn it is for the client to send or to take something
     */
    void tick(boolean idle, boolean answered, boolean clientsTurn, long progress) {
        if (idle) {
            idleSeconds++;
            headSeconds += headBegun ? 1 : 0;
            stallSeconds = 0;
        } else {
            headSeconds = 0;
            idleSeconds = 0;
            stallSeconds = clientsTurn && progress + messages == lastProgress ? stallSeconds + 1 : 0;
            lastProgress = progress + messages;
        }
        boolean stalled = stallSeconds > (answered ? headLimit : stallLimit);
        if ((idleSeconds > idleLimit || headSeconds > headLimit || stalled) && context != null) {
            context.close();
        }
    }
}
