package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The one port of a node: object data is served by event loops, control calls by the node's workers. */
// A write or close that fails shows as the end of the channel, which is handled.
@SuppressWarnings("FutureReturnValueIgnored")
public final class DataServer implements AutoCloseable {

    /** Most of a body that is read at one go, and handed on as one piece. */
    private static final long PORT_IS_FREE_NANOS = 1_000_000_000;

    private static final long LOOK_AGAIN_NANOS = 10_000_000;
    private static final int CHUNK = 256 << 10;

    /** What a read begins with; it grows with what comes. */
    private static final int FIRST_READ = 2 << 10;

    private static final int BACKLOG = 1024;
    private static final int OWN_WORKERS = 4;

    private final DataLoops loops;
    private final ServerContext context;
    private final Channel listener;
    private final Set<Channel> others = ConcurrentHashMap.newKeySet();

    private DataServer(DataLoops loops, ServerContext context, Channel listener) {
        this.loops = loops;
        this.context = context;
        this.listener = listener;
    }

    /**
     * Listens until it is closed.
     *
     * @param node as errors name it, such as {@code t[t0abcdefgh]}
     * @param address where to listen; port 0 for any free one
     * @param tls how it and the nodes that it calls speak TLS; empty where they do not
     * @throws IOException if the address cannot be had
     */
    public static DataServer start(
            DataLoops loops,
            String node,
            InetSocketAddress address,
            ServerLimits limits,
            DataService service,
            ControlHandler control,
            PodDialer dialer,
            Optional<NodeTls> tls)
            throws IOException {
        ServerContext context = new ServerContext(
                node,
                service,
                control,
                new Workers("ais-" + node, limits.workers(), limits.queue()),
                new Workers("ais-own-" + node, OWN_WORKERS, limits.queue()),
                limits,
                new PeerPool(dialer, "ais-dial-" + node, limits, loops.threads(), Optional.empty()),
                new PeerPool(PodDialer.routed(), "ais-peer-" + node, limits, loops.threads(), tls),
                new AtomicLong(),
                ConcurrentHashMap.newKeySet());
        ServerBootstrap bootstrap = bootstrap(loops, new Pipeline(context, tls))
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true);
        ChannelFuture bound = listen(bootstrap, address);
        if (!bound.isSuccess()) {
            context.workers().close();
            context.ownWorkers().close();
            context.pods().close();
            context.peers().close();
            throw new IOException(
                    node + " cannot listen on " + Addresses.text(address) + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new DataServer(loops, context, bound.channel());
    }

    /**
     * A node that is started again right after it was stopped has its port to itself a moment later: the kernel gives it back when
     * the last who looks at it has turned away, and tells nobody.
     */
    private static ChannelFuture listen(ServerBootstrap bootstrap, InetSocketAddress address) {
        long end = System.nanoTime() + PORT_IS_FREE_NANOS;
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        while (bound.cause() instanceof BindException && address.getPort() != 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            bound = bootstrap.bind(address).awaitUninterruptibly();
        }
        return bound;
    }

    private static ServerBootstrap bootstrap(DataLoops loops, Pipeline pipeline) {
        return new ServerBootstrap()
                .group(loops.group())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RCVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, FIRST_READ, CHUNK))
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(64 << 10, 256 << 10))
                .childHandler(pipeline);
    }

    /**
     * Serves connections to another listener as well, in plain HTTP, until that is closed.
     *
     * @param other bound; belongs to the server from here on
     * @param service in place of the server's own
     * @throws IOException if it cannot be served
     */
    public AutoCloseable serveAlso(ServerSocketChannel other, DataService service) throws IOException {
        ChannelFuture registered = bootstrap(loops, new Pipeline(context.with(service), Optional.empty()))
                .channelFactory(() -> new NioServerSocketChannel(other))
                .register()
                .awaitUninterruptibly();
        if (!registered.isSuccess()) {
            other.close();
            throw new IOException(context.node() + " cannot serve another listener", registered.cause());
        }
        Channel channel = registered.channel();
        others.add(channel);
        return () -> {
            others.remove(channel);
            channel.close().awaitUninterruptibly();
        };
    }

    /** Moves objects for the jobs of this node; it ends with them, not with the server. */
    public ObjectMover mover() {
        return new ObjectMover(loops, context);
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Closes the port and every connection, interrupts the workers and waits for them. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        others.forEach(other -> other.close().awaitUninterruptibly());
        context.open().forEach(Channel::close);
        context.workers().close();
        context.ownWorkers().close();
        context.pods().close();
        context.peers().close();
    }

    private static final class Pipeline extends ChannelInitializer<Channel> {

        private final ServerContext context;

        private final Optional<NodeTls> tls;

        Pipeline(ServerContext context, Optional<NodeTls> tls) {
            this.context = context;
            this.tls = tls;
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpDecoderConfig config = new HttpDecoderConfig()
                    .setMaxInitialLineLength(context.limits().headerBytes())
                    .setMaxHeaderSize(context.limits().headerBytes())
                    .setMaxChunkSize(CHUNK);
            ServerContext serving = context;
            if (tls.isPresent()) {
                TlsDoor door = new TlsDoor(
                        tls.get().server(), context.service(), context.limits().headTime());
                channel.pipeline().addLast(door, new SliceReader());
                // What is read is decrypted at once, which takes longer than to read it: others have their turn sooner.
                channel.config().setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator().maxMessagesPerRead(1));
                serving = context.with(door);
            }
            channel.pipeline().addLast(new HttpRequestDecoder(config), new Connection(serving));
        }
    }
}
