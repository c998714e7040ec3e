package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Control calls from node to node. It shares the event loops of the nodes, and unlike the JDK's client it can be closed
 * on Java 17.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NodeClient {

    private static final int CONNECT_MILLIS = 5000;
    private static final int LARGEST_ANSWER = 256 << 20;

    private final DataLoops loops;

    public NodeClient(DataLoops loops) {
        this.loops = loops;
    }

    /**
     * Sends a call and waits for its answer, however long it takes.
     *
     * @param node such as {@code http://127.0.0.1:8080}
     * @param path raw path and query
     * @param body empty for none
     * @return the answer, whatever its status
     * @throws IOException if the node cannot be reached or breaks off
     */
    public ControlResponse call(URI node, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        ChannelFuture connecting = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST_ANSWER),
                                        new NodeAnswer(answer));
                    }
                })
                .connect(node.getHost(), node.getPort());
        try {
            connecting.addListener(done -> {
                if (done.isSuccess()) {
                    connecting.channel().writeAndFlush(request(node, method, path, headers, body));
                } else {
                    answer.completeExceptionally(done.cause());
                }
            });
            return answer.get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot call " + method + " " + node + path + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } finally {
            connecting.channel().close();
        }
    }

    private static FullHttpRequest request(
            URI node, String method, String path, Map<String, String> headers, byte[] body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, Unpooled.wrappedBuffer(body));
        headers.forEach(request.headers()::set);
        request.headers().set(HttpHeaderNames.HOST, node.getRawAuthority());
        request.headers().set(HttpHeaderNames.CONNECTION, "close");
        request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }
}
