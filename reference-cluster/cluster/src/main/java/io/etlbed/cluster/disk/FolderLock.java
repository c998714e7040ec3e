package io.etlbed.cluster.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A folder that one process at a time works in. The lock goes with the process, however that ends. */
public final class FolderLock implements AutoCloseable {

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param patience how long to wait for one that is ending
     * @throws IOException if it is still taken then, or the folder cannot be written
     */
    public static FolderLock take(Path folder, Duration patience) throws IOException {
        FileChannel channel = open(folder);
        boolean taken = false;
        try {
            long end = System.nanoTime() + patience.toNanos();
            CountDownLatch never = new CountDownLatch(1);
            while (tryLock(channel) == null) {
                if (System.nanoTime() > end) {
                    throw new IOException(folder + " is in use by another process or cluster");
                }
                never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            taken = true;
            return new FolderLock(channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + folder, e);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        try {
            return FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            throw new IOException(folder + " cannot be written: " + e, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
