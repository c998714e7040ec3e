package io.etlbed.conformance.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/** The body of a request. */
public sealed interface Payload {

    /** What is compared at a time. */
    int BLOCK = 64 * 1024;

    /** How many bytes there are. */
    long length();

    /** The bytes, from the beginning; each call gives them anew. */
    InputStream open();

    /**
     * Compares with other bytes, which are read up to there.
     *
     * @return the number of the first byte in which they differ, or that only one of the two has; empty where they are the same
     */
    default OptionalLong parting(InputStream other) throws IOException {
        byte[] wanted = new byte[BLOCK];
        byte[] found = new byte[BLOCK];
        try (InputStream mine = open()) {
            for (long same = 0; ; same += BLOCK) {
                int length = mine.readNBytes(wanted, 0, BLOCK);
                int parting = Arrays.mismatch(wanted, 0, length, found, 0, other.readNBytes(found, 0, BLOCK));
                if (parting >= 0) {
                    return OptionalLong.of(same + parting);
                }
                if (length < BLOCK) {
                    return OptionalLong.empty();
                }
            }
        }
    }

    /** No body. */
    static Payload none() {
        return new Bytes(new byte[0]);
    }

    static Payload of(byte[] bytes) {
        return new Bytes(bytes);
    }

    static Payload of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As many bytes as wanted, made while they are sent, the same ones for the same seed. */
    static Payload generated(long length, long seed) {
        return new Generated(length, seed);
    }

    /** The same after a beginning. */
    static Payload generated(byte[] beginning, long length, long seed) {
        return new Begun(beginning, generated(length, seed));
    }

    /** The same for every reading; sent with its length, not chunked. */
    default BodyPublisher publisher() {
        return length() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), length());
    }

    /** Bytes in memory. */
    record Bytes(byte[] bytes) implements Payload {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public BodyPublisher publisher() {
            return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
        }
    }

    /** Bytes in memory, and then others. */
    record Begun(byte[] beginning, Payload rest) implements Payload {

        @Override
        public long length() {
            return beginning.length + rest.length();
        }

        @Override
        public InputStream open() {
            return new SequenceInputStream(new ByteArrayInputStream(beginning), rest.open());
        }
    }

    /** Bytes that are never in memory all at once. */
    record Generated(long length, long seed) implements Payload {

        @Override
        public InputStream open() {
            return new GeneratedStream(length, seed);
        }
    }
}
