package io.etlbed.simulator.python;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One at a time among the threads and the processes of this host. The file of the lock holds what became of the latest
 * attempt, so that those who wait for one that fails need not try again. The kernel gives the lock back when a process
 * ends, however it ends.
 */
final class FolderLock implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;
    private static final int LONGEST = 64 * 1024;
    private static final String FAILED = "failed ";

    /** A process has one lock on a file, and loses it when any of its channels to the file is closed. */
    private static final Set<Path> OURS = new HashSet<>();

    private final Held held;
    private final FileChannel channel;
    private final String before;
    private final String attempt = UUID.randomUUID() + "\n";

    private FolderLock(Held held, FileChannel channel, String before) {
        this.held = held;
        this.channel = channel;
        this.before = before;
    }

    /**
     * Waits for it.
     *
     * @param file of the lock; made where it is missing
     * @param waiting called once where another process has it
     */
    static FolderLock acquire(Path file, Runnable waiting) throws IOException, InterruptedException {
        Path real = real(file);
        synchronized (OURS) {
            while (!OURS.add(real)) {
                OURS.wait();
            }
        }
        Held held = new Held(real);
        try {
            FileChannel channel = held.open();
            String before = null;
            // Not lock(): the kernel takes two processes that wait for each other's other threads for a deadlock.
            while (channel.tryLock() == null) {
                if (before == null) {
                    before = read(channel);
                    waiting.run();
                }
                boolean unused = new CountDownLatch(1).await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            return new FolderLock(held, channel, before == null ? read(channel) : before);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            held.close();
            throw failure;
        }
    }

    /** It, where nobody else has it. */
    static Optional<FolderLock> tryAcquire(Path file) throws IOException {
        Path real = real(file);
        synchronized (OURS) {
            if (!OURS.add(real)) {
                return Optional.empty();
            }
        }
        Held held = new Held(real);
        try {
            FileChannel channel = held.open();
            if (channel.tryLock() != null) {
                return Optional.of(new FolderLock(held, channel, ""));
            }
        } catch (IOException | RuntimeException failure) {
            held.close();
            throw failure;
        }
        held.close();
        return Optional.empty();
    }

    /** How an attempt failed that was under way while this lock was waited for. */
    Optional<String> failureMeanwhile() throws IOException {
        String now = read(channel);
        return now.startsWith(FAILED) && !now.equals(before)
                ? Optional.of(now.substring(now.indexOf('\n') + 1))
                : Optional.empty();
    }

    /** An attempt begins: where nothing more is written its process was killed. */
    void begin() throws IOException {
        write("running " + attempt);
    }

    void failed(String message) throws IOException {
        write(FAILED + attempt + message);
    }

    void succeeded() throws IOException {
        write("");
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    /** What this process has of a lock: its place among ours, and the channel. */
    private static final class Held {
        private final Path file;
        private @Nullable FileChannel channel;

        Held(Path file) {
            this.file = file;
        }

        FileChannel open() throws IOException {
            FileChannel opened = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = opened;
            return opened;
        }

        void close() throws IOException {
            try {
                if (channel != null) {
                    channel.close();
                }
            } finally {
                synchronized (OURS) {
                    OURS.remove(file);
                    OURS.notifyAll();
                }
            }
        }
    }

    private static Path real(Path file) throws IOException {
        return Files.createDirectories(file.toAbsolutePath().getParent())
                .toRealPath()
                .resolve(file.getFileName());
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
        long at = 0;
        for (int count = channel.read(bytes, 0); count > 0; count = channel.read(bytes, at)) {
            at += count;
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.truncate(0);
        long at = 0;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
