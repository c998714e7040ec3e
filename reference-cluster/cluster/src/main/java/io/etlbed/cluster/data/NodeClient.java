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
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Control calls from node to node. It shares the event loops of the nodes, and unlike the JDK's client it can be closed
 * on Java 17.
 */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NodeClient {

    private static final int CONNECT_MILLIS = 5000;
    private static final int LARGEST_ANSWER = 256 << 20;
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final DataLoops loops;
    private final Predicate<URI> reachable;
    private final Optional<NodeTls> tls;
    private final Optional<NodeConnections> kept;

    /**
     * @param reachable which nodes can be called; to the others the wire is cut, in tests
     * @param tls how the nodes are spoken to; empty for plain HTTP
     */
    public NodeClient(DataLoops loops, Predicate<URI> reachable, Optional<NodeTls> tls) {
        this.loops = loops;
        this.reachable = reachable;
        this.tls = tls;
        this.kept = tls.map(each -> new NodeConnections());
    }

    /**
     * Sends a call and waits for its answer, however long it takes.
     *
     * @param node such as {@code http://127.0.0.1:8080}
     * @param path raw path and query
     * @param body empty for none
     * @return the answer, whatever its status
     * @throws NotConnectedException if nothing has been sent
     * @throws IOException if the node breaks off
     */
    public ControlResponse call(URI node, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        return callWhile(() -> true, node, method, path, headers, body);
    }

    /**
     * The same, as long as the answer is wanted.
     *
     * @param wanted looked at now and then
     * @throws IOException if it is wanted no more, too
     */
    public ControlResponse callWhile(
            BooleanSupplier wanted, URI node, String method, String path, Map<String, String> headers, byte[] body)
            throws IOException, InterruptedException {
        if (!reachable.test(node)) {
            throw cutOff(node);
        }
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        Channel channel = start(node, method, path, headers, body, answer);
        try {
            while (true) {
                try {
                    return answer.get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (!wanted.getAsBoolean()) {
                        throw new IOException("given up: " + method + " " + node + path, e);
                    }
                }
            }
        } catch (ExecutionException e) {
            String message = "cannot call " + method + " " + node + path + ": "
                    + e.getCause().getMessage();
            throw e.getCause() instanceof NotConnectedException
                    ? new NotConnectedException(message, e.getCause())
                    : new IOException(message, e.getCause());
        } finally {
            closeUnlessAnswered(channel, answer);
        }
    }

    /**
     * Sends a call. What is done with the answer is done on an event loop, and must not block.
     *
     * @param limit for all of it
     * @return fails with an {@link IOException} where there is no answer in time
     */
    public CompletableFuture<ControlResponse> send(
            URI node, String method, String path, Map<String, String> headers, byte[] body, Duration limit) {
        if (!reachable.test(node)) {
            return CompletableFuture.failedFuture(cutOff(node));
        }
        CompletableFuture<ControlResponse> answer = new CompletableFuture<>();
        try {
            Future<?> end = loops.group()
                    .schedule(
                            () -> answer.completeExceptionally(
                                    new IOException("no answer within " + limit.toMillis() + " ms")),
                            limit.toMillis(),
                            TimeUnit.MILLISECONDS);
            Channel channel = start(node, method, path, headers, body, answer);
            answer.whenComplete((response, failure) -> {
                end.cancel(false);
                closeUnlessAnswered(channel, answer);
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IOException("this node is closing", e));
        }
        return answer;
    }

    /** One that is answered is closed, or kept, by whoever has read the answer. */
    private static void closeUnlessAnswered(Channel channel, CompletableFuture<ControlResponse> answer) {
        if (answer.completeExceptionally(new IOException("given up")) || answer.isCompletedExceptionally()) {
            channel.close();
        }
    }

    private static NotConnectedException cutOff(URI node) {
        return new NotConnectedException(node + " is cut off", null);
    }

    private Channel start(
            URI node,
            String method,
            String path,
            Map<String, String> headers,
            byte[] body,
            CompletableFuture<ControlResponse> answer) {
        FullHttpRequest request = request(node, method, path, headers, body);
        Optional<Channel> ready = kept.flatMap(connections -> connections.take(node));
        if (ready.isPresent()) {
            ready.get().eventLoop().execute(() -> again(ready.get(), request, answer));
            return ready.get();
        }
        ChannelFuture connecting = new Bootstrap()
                .group(loops.group())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(each -> channel.pipeline()
                                .addLast(each.client(channel.alloc(), node.getHost(), node.getPort())));
                        channel.pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(LARGEST_ANSWER),
                                        new NodeAnswer(node, kept, answer));
                    }
                })
                .connect(node.getHost(), node.getPort());
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                connecting.channel().writeAndFlush(request);
            } else {
                answer.completeExceptionally(
                        new NotConnectedException(String.valueOf(done.cause().getMessage()), done.cause()));
            }
        });
        return connecting.channel();
    }

    private static void again(Channel channel, FullHttpRequest request, CompletableFuture<ControlResponse> answer) {
        if (channel.isActive()) {
            channel.pipeline().get(NodeAnswer.class).next(answer);
            channel.writeAndFlush(request);
        } else {
            answer.completeExceptionally(new NotConnectedException("the node has closed the connection", null));
        }
    }

    private FullHttpRequest request(URI node, String method, String path, Map<String, String> headers, byte[] body) {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, Unpooled.wrappedBuffer(body));
        headers.forEach(request.headers()::set);
        request.headers().set(HttpHeaderNames.HOST, node.getRawAuthority());
        if (kept.isEmpty()) {
            request.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request;
    }
}
