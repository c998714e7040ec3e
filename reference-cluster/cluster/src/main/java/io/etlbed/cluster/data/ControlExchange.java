package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads the body of a control call, bounded, and has it answered on a worker. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class ControlExchange implements Exchange {

    /** All such bodies that one node holds at a time. */
    private static final long TOTAL = 128L << 20;

    private final Connection connection;
    private final Workers workers;
    private final Handler handler;
    private final RequestHead head;
    private final CompositeByteBuf body;
    private long held;
    private boolean over;

    /** Answers a call; it may block. */
    @FunctionalInterface
    interface Handler {
        CompletableFuture<ControlResponse> handle(ControlRequest request) throws IOException, InterruptedException;
    }

    /**
     * @param workers that answer it
     * @param handler by which they do
     */
    ControlExchange(Connection connection, Workers workers, Handler handler) {
        this.connection = connection;
        this.workers = workers;
        this.handler = handler;
        this.head = connection.head();
        this.body = connection.context().alloc().compositeBuffer(1024);
    }

    void start() {
        if (head.contentLength() > connection.server().limits().controlBytes()) {
            refuse(tooLong());
        } else {
            connection.welcomeBody();
        }
    }

    private AisException tooLong() {
        return new AisException(
                413,
                "the body of " + head.method() + " " + head.rawPath() + " is longer than "
                        + connection.server().limits().controlBytes() + " bytes");
    }

    @Override
    public void content(ByteBuf data) {
        if (over) {
            data.release();
            return;
        }
        held += data.readableBytes();
        long total = connection.server().controlBytes().addAndGet(data.readableBytes());
        body.addComponent(true, data);
        if (held > connection.server().limits().controlBytes()) {
            refuse(tooLong());
        } else if (total > TOTAL) {
            refuse(new AisException(503, "the node is busy: it holds " + total + " bytes of control calls; try again"));
        }
    }

    private void refuse(AisException why) {
        drop();
        connection.fail(why);
    }

    private void drop() {
        if (!over) {
            over = true;
            connection.server().controlBytes().addAndGet(-held);
            body.release();
        }
    }

    @Override
    public void requestEnd() {
        if (over) {
            return;
        }
        byte[] bytes = new byte[body.readableBytes()];
        body.readBytes(bytes);
        drop();
        try {
            ControlRequest request = new ControlRequest(
                    head.method(), segments(), Query.parse(head.rawQuery()), headers(), bytes, head.remoteAddress());
            workers.run(() -> handle(request));
        } catch (AisException e) {
            connection.fail(e);
        }
    }

    private void handle(ControlRequest request) {
        try {
            CompletableFuture<ControlResponse> unused = handler.handle(request).whenComplete(this::answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            onLoop(() -> connection.context().close());
        } catch (Exception e) {
            onLoop(() -> connection.fail(e));
        }
    }

    private void answer(@Nullable ControlResponse response, @Nullable Throwable failure) {
        onLoop(() -> {
            if (response != null) {
                connection.answer(response);
            } else if (failure != null) {
                connection.fail(Causes.of(failure));
            }
        });
    }

    private void onLoop(Runnable task) {
        connection.context().executor().execute(task);
    }

    private List<String> segments() {
        List<String> segments = new ArrayList<>();
        for (String raw : head.rawPath().split("/", -1)) {
            if (!raw.isEmpty()) {
                segments.add(PercentCoding.decode(raw));
            }
        }
        return segments;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : head.request().headers()) {
            headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        return headers;
    }

    @Override
    public boolean needsBody() {
        return true;
    }

    @Override
    public void lost() {
        drop();
    }

    @Override
    public boolean waitsForClient() {
        return !connection.requestDone();
    }
}
