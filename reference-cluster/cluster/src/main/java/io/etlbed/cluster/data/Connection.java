package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection: takes one request after the other, and answers each before it takes the next. What a client
 * sends ahead waits, and soon is not even read. Everything here runs on the connection's event loop.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int READ_AHEAD = 8;
    private static final long DRAINABLE = 64 << 10;

    private final ServerContext server;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>(2);
    private final Patience patience;
    private @Nullable ChannelHandlerContext context;
    private @Nullable RequestHead head;
    private @Nullable Exchange exchange;
    private boolean keepAlive = true;
    private boolean requestDone = true;
    private boolean responseDone = true;
    private boolean draining;
    private boolean pausedByExchange;

    Connection(ServerContext server) {
        this.server = server;
        this.patience = new Patience(server.limits());
    }

    ServerContext server() {
        return server;
    }

    ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not connected yet");
    }

    RequestHead head() {
        return Objects.requireNonNull(head, "no request yet");
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean requestDone() {
        return requestDone;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        server.open().add(ctx.channel());
        if (server.open().size() > server.limits().connections()) {
            ctx.close();
            return;
        }
        patience.watch(this, ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        server.open().remove(ctx.channel());
        patience.stop();
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.lost();
        }
        for (Object message = waiting.poll(); message != null; message = waiting.poll()) {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        patience.received();
        boolean busy = !(requestDone && responseDone);
        if (!waiting.isEmpty() || (busy && message instanceof HttpRequest)) {
            waiting.add(message);
            applyReading();
        } else {
            take(message);
        }
    }

    private void take(Object message) {
        if (message instanceof HttpRequest request) {
            begin(request);
        }
        if (message instanceof HttpContent content) {
            body(content);
        }
    }

    private void begin(HttpRequest request) {
        RequestHead now = new RequestHead(request, context().channel().remoteAddress());
        head = now;
        requestDone = false;
        responseDone = false;
        if (request.decoderResult().isFailure()) {
            keepAlive = false;
            requestDone = true;
            fail(BadRequest.of(request.decoderResult().cause()));
            return;
        }
        keepAlive = now.keepAlive();
        try {
            execute(server.service().plan(now));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void execute(Plan plan) {
        if (plan instanceof Plan.Redirect redirect) {
            closeUnlessDrainable();
            writeLast(ResponseHead.redirect(context().alloc(), redirect, head(), keepAlive));
        } else if (plan instanceof Plan.Send send) {
            new SendExchange(this, send.file()).start();
        } else if (plan instanceof Plan.Answer answer) {
            answer(answer.response());
        } else if (plan instanceof Plan.Later later) {
            LaterExchange making = new LaterExchange(this, later.maker(), this::resumeWith);
            exchange = making;
            making.start();
        } else if (plan instanceof Plan.Eventually eventually) {
            EventualExchange awaiting = new EventualExchange(this, eventually.starter());
            exchange = awaiting;
            awaiting.start();
        } else if (plan instanceof Plan.Receive receive) {
            UploadExchange uploading = new UploadExchange(this, receive.opener());
            exchange = uploading;
            uploading.start();
        } else if (plan instanceof Plan.Transform transform) {
            TransformExchange transforming = new TransformExchange(this, transform);
            exchange = transforming;
            transforming.start();
        } else if (plan instanceof Plan.Relay relay) {
            RelayExchange relaying = new RelayExchange(this, relay);
            exchange = relaying;
            relaying.start();
        } else if (plan instanceof Plan.Told told) {
            ControlExchange calling = new ControlExchange(
                    this, server.workers(), request -> told.reader().read(request.body()));
            exchange = calling;
            calling.start();
        } else {
            boolean amongNodes = plan instanceof Plan.Control control && control.amongNodes();
            ControlExchange calling = new ControlExchange(
                    this,
                    amongNodes ? server.ownWorkers() : server.workers(),
                    request ->
                            CompletableFuture.completedFuture(server.control().handle(request)));
            exchange = calling;
            calling.start();
        }
    }

    private void resumeWith(Plan plan) {
        try {
            execute(plan);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Goes on with a plan, and with what has come of the body before it was made. */
    void resumeWith(Plan plan, Queue<ByteBuf> body) {
        pauseReading(false);
        resumeWith(plan);
        for (ByteBuf data = body.poll(); data != null; data = body.poll()) {
            give(data);
        }
        Exchange still = exchange;
        if (requestDone && still != null) {
            still.requestEnd();
        }
        bodyForNow();
    }

    private void give(ByteBuf data) {
        Exchange now = exchange;
        if (now == null || !data.isReadable()) {
            data.release();
        } else {
            now.content(data);
        }
    }

    private void body(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (content.decoderResult().isFailure()) {
            content.release();
            keepAlive = false;
            requestDone = true;
            Exchange now = exchange;
            if (now != null && now.needsBody()) {
                now.lost();
                fail(BadRequest.of(content.decoderResult().cause()));
            } else {
                finishIfDone();
            }
            return;
        }
        give(content.content());
        if (last) {
            requestDone = true;
            Exchange still = exchange;
            if (still != null) {
                still.requestEnd();
            }
            finishIfDone();
        }
    }

    /** Lets a client that waits for it send the body. */
    void welcomeBody() {
        if (head().expectsContinue()) {
            context().writeAndFlush(context().alloc().ioBuffer(32).writeBytes(BadRequest.CONTINUE));
        }
    }

    /** Answers in full; the exchange is over. */
    void answer(ControlResponse response) {
        closeUnlessDrainable();
        writeLast(ResponseHead.answer(context().alloc(), response, head(), keepAlive));
    }

    /** Answers an error as AIStore words it; the exchange is over. */
    void fail(Throwable cause) {
        if (!(cause instanceof AisException)) {
            LOG.error("{}: {} {} failed", server.node(), head().method(), head().rawPath(), cause);
        }
        answer(Errors.response(server.node(), head(), cause));
    }

    /** A body that the client is still sending is read to its end, or the connection closed after it has had the answer. */
    void closeUnlessDrainable() {
        if (!requestDone) {
            long length = head().contentLength();
            keepAlive = keepAlive && length >= 0 && length <= DRAINABLE && !head().expectsContinue();
        }
    }

    /** The body of the answer ends with the connection. */
    void closeAfterResponse() {
        keepAlive = false;
    }

    /** Writes the last piece of the answer. */
    void writeLast(Object message) {
        exchange = null;
        flushLast(message);
    }

    /** Writes the last piece of the answer, whose progress the exchange shows until it is out. */
    void writeLastOf(Exchange watched, Object message) {
        exchange = watched;
        flushLast(message);
    }

    private void flushLast(Object message) {
        ChannelFuture written = context().writeAndFlush(message);
        if (written.isDone()) {
            written(written.isSuccess());
        } else {
            written.addListener(future -> written(future.isSuccess()));
        }
    }

    /** The answer is out, in full or not. */
    void written(boolean success) {
        if (!success) {
            context().close();
            return;
        }
        exchange = null;
        responseDone = true;
        pausedByExchange = false;
        finishIfDone();
    }

    /** Ends the connection in a way that no client takes for the end of the body (COMM-09). */
    void abort() {
        if (head().http10()) {
            Channel channel = context().channel();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            // Past TLS, whose farewell would be taken for the end.
            channel.unsafe().close(channel.voidPromise());
        } else {
            context().close();
        }
    }

    private void finishIfDone() {
        if (responseDone && requestDone) {
            if (!keepAlive) {
                context().close();
                return;
            }
            patience.idle();
            drain();
        }
        applyReading();
    }

    private void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!waiting.isEmpty() && ((requestDone && responseDone) || !(waiting.peek() instanceof HttpRequest))) {
                take(waiting.poll());
            }
        } finally {
            draining = false;
        }
        bodyForNow();
    }

    /** An exchange that cannot take more of the body for now. */
    void pauseReading(boolean pause) {
        pausedByExchange = pause;
        applyReading();
    }

    private void applyReading() {
        boolean read = !pausedByExchange && waiting.size() < READ_AHEAD;
        if (context().channel().config().isAutoRead() != read) {
            context().channel().config().setAutoRead(read);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        patience.readComplete();
        bodyForNow();
    }

    private void bodyForNow() {
        Exchange now = exchange;
        if (now != null) {
            now.readComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Exchange now = exchange;
        if (now != null) {
            now.writabilityChanged();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.debug(
                "{}: connection of {} failed",
                server.node(),
                Addresses.text(ctx.channel().remoteAddress()),
                cause);
        ctx.close();
    }

    /** A second has gone by. */
    void tick() {
        Exchange now = exchange;
        if (now != null) {
            now.tick();
        }
        ChannelOutboundBuffer output = context().channel().unsafe().outboundBuffer();
        long unsent = output == null ? 0 : output.totalPendingWriteBytes();
        boolean clientsTurn = unsent > 0 || now == null || now.waitsForClient();
        patience.tick(
                requestDone && responseDone, responseDone, clientsTurn, (now == null ? 0 : now.progress()) - unsent);
    }
}
