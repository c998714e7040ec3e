package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.BadChecksumException;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Moves objects of this target for jobs: as they are, or through a pod, to where they belong. Nothing is held of an object but
 * what a socket or the disk does not take at the moment. Each call takes the claim on the file. The future gives the bytes that
 * were written, or fails with a {@link MoveException}.
 */
public final class ObjectMover implements AutoCloseable {

    private static final int PIECE = 256 << 10;

    private final DataLoops loops;
    private final ServerContext server;

    /** What is under way, and how to let it know that a second has gone by. */
    private final Map<MoveSink, Runnable> running = new ConcurrentHashMap<>();

    private final ScheduledFuture<?> ticker;

    ObjectMover(DataLoops loops, ServerContext server) {
        this.loops = loops;
        this.server = server;
        this.ticker = loops.group()
                .next()
                .scheduleWithFixedDelay(() -> running.values().forEach(Runnable::run), 1, 1, TimeUnit.SECONDS);
    }

    /** @param limit for all of it; empty for none */
    public CompletableFuture<Long> transform(ObjectFile file, PodCall call, Destination to, Optional<Duration> limit) {
        EventLoop loop = loops.group().next();
        CompletableFuture<Long> result = new CompletableFuture<>();
        execute(loop, file, result, () -> {
            MoveSink sink = sink(loop, to);
            Transform transform = new Transform(server, loop, PooledByteBufAllocator.DEFAULT, file, call, sink);
            sink.onReady(transform::sinkChanged);
            follow(loop, sink, result, limit, transform::tick, transform::cancel);
            transform.start();
        });
        return result;
    }

    /** @param limit for all of it; empty for none */
    public CompletableFuture<Long> copy(ObjectFile file, Destination to, Optional<Duration> limit) {
        if (to instanceof Destination.There there) {
            EventLoop loop = loops.group().next();
            CompletableFuture<Long> result = new CompletableFuture<>();
            execute(loop, file, result, () -> {
                PuttingSink sink = new PuttingSink(server, loop, there);
                follow(loop, sink, result, limit, () -> {}, () -> {});
                sink.whole(file);
            });
            return result;
        }
        if (to instanceof Destination.Here here) {
            CompletableFuture<Long> result = new CompletableFuture<>();
            try {
                server.workers().run(() -> copyHere(file, here.opener(), result));
            } catch (RuntimeException busy) {
                file.release();
                result.completeExceptionally(new MoveException(String.valueOf(busy.getMessage()), false));
            }
            return result;
        }
        long size = file.size();
        file.release();
        return CompletableFuture.completedFuture(size);
    }

    private MoveSink sink(EventLoop loop, Destination to) {
        if (to instanceof Destination.Here here) {
            return new StoringSink(server, loop, here.opener());
        }
        return to instanceof Destination.There there ? new PuttingSink(server, loop, there) : new CountingSink();
    }

    private static void execute(EventLoop loop, ObjectFile file, CompletableFuture<Long> result, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException closing) {
            file.release();
            result.completeExceptionally(new MoveException("this node is closing", false));
        }
    }

    private void follow(
            EventLoop loop,
            MoveSink sink,
            CompletableFuture<Long> result,
            Optional<Duration> limit,
            Runnable tick,
            Runnable cancel) {
        Optional<ScheduledFuture<?>> end = limit.map(time -> loop.schedule(
                () -> sink.cancel("not done within " + time.toMillis() + " ms"),
                time.toMillis(),
                TimeUnit.MILLISECONDS));
        CompletableFuture<Long> unusedEnd = result.whenComplete((bytes, failure) -> {
            if (result.isCancelled()) {
                loop.execute(() -> sink.cancel("given up"));
            }
        });
        running.put(
                sink,
                () -> loop.execute(() -> {
                    tick.run();
                    sink.tick();
                }));
        CompletableFuture<Long> unused = sink.moved().whenComplete((bytes, failure) -> {
            running.remove(sink);
            end.ifPresent(timer -> timer.cancel(false));
            if (failure == null) {
                result.complete(bytes);
            } else {
                cancel.run();
                result.completeExceptionally(failure);
            }
        });
    }

    private static void copyHere(ObjectFile file, Upload.Opener opener, CompletableFuture<Long> result) {
        try {
            Upload upload = opener.open();
            boolean done = false;
            try {
                upload.expect(file.checksum());
                write(file, upload);
                upload.finish();
                done = true;
            } finally {
                if (!done) {
                    upload.abort();
                }
            }
            result.complete(file.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            result.completeExceptionally(new MoveException("this node is closing", false));
        } catch (BadChecksumException e) {
            file.suspect();
            result.completeExceptionally(new MoveException("the object is damaged: " + e.getMessage(), true));
        } catch (IOException | RuntimeException e) {
            result.completeExceptionally(new MoveException("cannot write the object: " + e.getMessage(), true));
        } finally {
            file.release();
        }
    }

    private static void write(ObjectFile file, Upload upload) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, file.size())));
        for (long done = 0; done < file.size(); ) {
            piece.clear().limit((int) Math.min(piece.capacity(), file.size() - done));
            int read = file.channel().read(piece, done);
            if (read <= 0) {
                throw new IOException("the object's file was cut short at " + done + " bytes");
            }
            upload.write(piece.flip());
            done += read;
        }
    }

    /** Ends its clock; what is under way is to be given up before. */
    @Override
    public void close() {
        ticker.cancel(false);
    }
}
