package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Takes the answer to a control call. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
final class NodeAnswer extends SimpleChannelInboundHandler<FullHttpResponse> {

    /** What concerns only the connection it came by. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "date", "keep-alive");

    private final CompletableFuture<ControlResponse> answer;

    NodeAnswer(CompletableFuture<ControlResponse> answer) {
        this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse response) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : response.headers()) {
            if (!OF_THE_CONNECTION.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.putIfAbsent(header.getKey(), header.getValue());
            }
        }
        answer.complete(
                new ControlResponse(response.status().code(), headers, ByteBufUtil.getBytes(response.content())));
        ctx.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        answer.completeExceptionally(cause);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        answer.completeExceptionally(new IOException("the connection was closed before the answer"));
    }
}
