package io.etlbed.cluster.data;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The event loops that the nodes of one JVM share: a thread per core, however many nodes there are. */
public final class DataLoops implements AutoCloseable {

    private final int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final EventLoopGroup group;

    /** Starts no thread until a node uses it. */
    public DataLoops() {
        this.group = new NioEventLoopGroup(threads, new DefaultThreadFactory("ais-data", true));
    }

    EventLoopGroup group() {
        return group;
    }

    int threads() {
        return threads;
    }

    /** Ends the threads; the servers are closed before. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
