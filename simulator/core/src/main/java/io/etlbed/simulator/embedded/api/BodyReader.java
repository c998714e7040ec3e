package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Reads one body, with patience for a while. Large ones share what memory there is for them: so many bytes of them are kept
 * at once, and so few are worked on at once, since a body is many times as large when it has been taken apart. Small ones
 * wait for nothing.
 */
final class BodyReader {

    /** Of a body, in bytes; what Kubernetes allows as well. */
    static final int LARGEST = 3 * 1024 * 1024;

    /** For a whole body to arrive in, and for its turn to come. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CHUNK = 64 * 1024;
    private static final int CHUNKS_OF_ALL = 1024;
    private static final int LARGE_ONES_AT_ONCE = 2;
    private static final long MOST_DISCARDED = 32L * 1024 * 1024;

    /** Of the JVM, whose memory it is that they stand for, however many servers it has. */
    private static final Semaphore CHUNKS = new Semaphore(CHUNKS_OF_ALL);

    private static final Semaphore TURNS = new Semaphore(LARGE_ONES_AT_ONCE, true);

    private final HttpServletRequest request;
    private final long end = System.nanoTime() + PATIENCE.toNanos();
    private int chunks;
    private int turns;

    private BodyReader(HttpServletRequest request) {
        this.request = request;
    }

    /**
     * The body of a request; empty where there is none.
     *
     * @throws ApiStatusException 400 if it is cut off or its chunks are none, 408 if it does not come in time, 413 if it is
     *     larger than {@link #LARGEST}, 429 if too many others are being read
     */
    static byte[] read(HttpServletRequest request) {
        if (request.getContentLengthLong() == 0) {
            return new byte[0];
        }
        BodyReader reader = new BodyReader(request);
        Connections.whenAnswered(request, reader::giveBack);
        try {
            return reader.read();
        } catch (IOException | IllegalStateException e) {
            throw ApiStatusException.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    private byte[] read() throws IOException {
        boolean declaredTooLarge = request.getContentLengthLong() > LARGEST;
        if (declaredTooLarge && request.getHeader("Expect") != null) {
            throw Errors.tooLarge(LARGEST);
        }
        // Whoever asks first is told to go on by this.
        InputStream in = request.getInputStream();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        int read = declaredTooLarge ? 0 : in.read(chunk);
        while (read >= 0 && !declaredTooLarge && body.size() <= LARGEST) {
            take(body.size() + read);
            body.write(chunk, 0, read);
            requireTime();
            read = in.read(chunk);
        }
        if (read >= 0) {
            discard(in, chunk);
            throw Errors.tooLarge(LARGEST);
        }
        if (body.size() > CHUNK) {
            waitForTurn();
        }
        return body.toByteArray();
    }

    /** A client that is still sending when the connection is closed does not see why; so it may send for a while. */
    private void discard(InputStream in, byte[] buffer) throws IOException {
        int read = in.read(buffer);
        for (long left = MOST_DISCARDED; read >= 0 && left > 0; left -= read) {
            requireTime();
            read = in.read(buffer);
        }
    }

    /** The first chunk is free. */
    private void take(int bytes) {
        int more = (bytes - 1) / CHUNK - chunks;
        if (more > 0 && !CHUNKS.tryAcquire(more)) {
            throw Errors.tooManyRequests("Too many requests, please try again later.");
        }
        chunks += Math.max(0, more);
    }

    private void waitForTurn() {
        try {
            if (!TURNS.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw Errors.tooManyRequests("Too many requests, please try again later.");
            }
            turns = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Errors.shuttingDown();
        }
    }

    private void requireTime() {
        if (System.nanoTime() > end) {
            throw Errors.tooSlow(PATIENCE.toSeconds());
        }
    }

    private void giveBack() {
        CHUNKS.release(chunks);
        TURNS.release(turns);
    }
}
