package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes the answer to a control call, and the next one on the same connection where that is kept. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class NodeAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

    /** Less than the node's own patience with an unused connection. */
    private static final int IDLE_SECONDS = 30;

    /** What concerns only the connection it came by. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "date", "keep-alive");

    private final URI node;
    private final Optional<NodeConnections> kept;
    private CompletableFuture<ControlResponse> answer;
    private int calls;

    /** @param kept where the connection waits for the next call; empty where it ends with this one */
    NodeAnswer(URI node, Optional<NodeConnections> kept, CompletableFuture<ControlResponse> answer) {
        this.node = node;
        this.kept = kept;
        this.answer = answer;
    }

    /** Before the next call is sent; on the event loop. */
    void next(CompletableFuture<ControlResponse> other) {
        answer = other;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : response.headers()) {
            if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.putIfAbsent(header.getKey(), header.getValue());
            }
        }
        boolean wanted = answer.complete(
                new ControlResponse(response.status().code(), headers, ByteBufUtil.getBytes(response.content())));
        if (wanted && kept.isPresent() && HttpUtil.isKeepAlive(response)) {
            keep(ctx, kept.get());
        } else {
            ctx.close();
        }
    }

    private void keep(ChannelHandlerContext ctx, NodeConnections connections) {
        int call = ++calls;
        connections.give(node, ctx.channel());
        ctx.executor()
                .schedule(
                        () -> {
                            if (call == calls && connections.remove(node, ctx.channel())) {
                                ctx.close();
                            }
                        },
                        IDLE_SECONDS,
                        TimeUnit.SECONDS);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What is wrong with TLS comes as what is wrong with a message.
        boolean wrapped = cause instanceof DecoderException && cause.getCause() != null;
        answer.completeExceptionally(wrapped ? cause.getCause() : cause);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        kept.ifPresent(connections -> connections.remove(node, ctx.channel()));
        answer.completeExceptionally(new IOException("the connection was closed before the answer"));
    }
}
