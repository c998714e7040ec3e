package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes on with a plan when it is made. Meanwhile no thread waits, and what has come of the body does. */
final class EventualExchange implements Exchange {

    private final Connection connection;
    private final Supplier<CompletableFuture<Plan>> starter;
    private final Queue<ByteBuf> body = new ArrayDeque<>();
    private boolean lost;

    EventualExchange(Connection connection, Supplier<CompletableFuture<Plan>> starter) {
        this.connection = connection;
        this.starter = starter;
    }

    void start() {
        CompletableFuture<Plan> unused = starter.get()
                .whenComplete((plan, failure) -> connection.context().executor().execute(() -> arrived(plan, failure)));
    }

    private void arrived(@Nullable Plan plan, @Nullable Throwable failure) {
        if (plan != null) {
            LaterExchange.deliver(plan, lost, next -> connection.resumeWith(next, body));
        } else if (!lost && failure != null) {
            release();
            connection.pauseReading(false);
            connection.fail(Causes.of(failure));
        }
    }

    @Override
    public void content(ByteBuf data) {
        body.add(data);
        connection.pauseReading(true);
    }

    private void release() {
        for (ByteBuf data = body.poll(); data != null; data = body.poll()) {
            data.release();
        }
    }

    @Override
    public void lost() {
        lost = true;
        release();
    }
}
