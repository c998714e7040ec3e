package io.etlbed.conformance.mutant;

import static io.etlbed.conformance.mutant.Mutations.after;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Faults for the checks of the group COMM that prove how bytes and failures pass (COMM-08, COMM-09). */
final class TransportMutants {

    private TransportMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        for (String mechanism : List.of("hpush", "hrev", "hpull")) {
            all.add(Mutant.http(
                    "streams-objects-of-any-size-by-" + mechanism,
                    "the answer is held until it is complete",
                    after(
                            Sent::isTransform,
                            (sent, reply) -> new Reply(
                                    reply.status(),
                                    reply.headers(),
                                    new ByteArrayInputStream(reply.body().readAllBytes()),
                                    -1)),
                    "while the container still waits"));
        }
        all.add(Mutant.http(
                "streams-objects-of-any-size-by-hpush",
                "nothing is sent of an empty object",
                after(Sent::isTransform, (sent, reply) -> {
                    byte[] beginning = reply.body().readNBytes(1);
                    return beginning.length == 0 && reply.ok()
                            ? Reply.error(400, "nothing to send")
                            : reply.body(new Following(beginning, reply.body()));
                }),
                "the echo of an object of 0 bytes"));
        all.add(Mutant.http(
                "streams-objects-of-any-size-by-hrev",
                "a byte is lost on the way",
                after(Sent::isTransform, (sent, reply) -> reply.body(new Lossy(reply.body()))),
                "all of the object's"));
        for (String mechanism : List.of("hpush", "hrev")) {
            String check = "answers-for-a-container-that-fails-by-" + mechanism;
            all.add(Mutant.http(
                    check,
                    "the container's status is the client's",
                    refusals(() -> Reply.error(500, "as the container said")),
                    "400: the container has answered 500"));
            all.add(Mutant.http(
                    check,
                    "an answer that broke off looks complete",
                    after(Sent::isTransform, (sent, reply) -> reply.body(new Unbroken(reply.body()))),
                    "an answer that breaks off"));
        }
        String push = "answers-for-a-container-that-fails-by-hpush";
        all.add(Mutant.http(
                push, "errors are plain text", refusals(() -> Reply.of(400, "it failed")), "error JSON with"));
        all.add(Mutant.http(push, "who hangs is given an empty answer", hanging(false), "request hung has ended"));
        all.add(Mutant.http(push, "the ETL does not come back", hanging(true), "once the container is back"));
        return all;
    }

    private static Mutation refusals(Supplier<Reply> instead) {
        return after(Sent::isTransform, (sent, reply) -> reply.refused() ? instead.get() : reply);
    }

    /**
     * Knows the request that hangs by this: it is answered after one that came later.
     *
     * @param forGood whether it is all others after it that fail, and not itself
     */
    private static Mutation hanging(boolean forGood) {
        AtomicInteger came = new AtomicInteger();
        AtomicInteger overtaken = new AtomicInteger();
        ThreadLocal<Integer> number = new ThreadLocal<>();
        return new Mutation() {
            @Override
            public Runnable around(Sent sent) {
                boolean counts = sent.at() == Role.TARGET && sent.isTransform();
                number.set(counts ? came.incrementAndGet() : Integer.MAX_VALUE);
                return number::remove;
            }

            @Override
            public Reply after(Sent sent, Reply reply) {
                if (reply.refused() && number.get() < came.get()) {
                    overtaken.incrementAndGet();
                    return forGood ? reply : Reply.of(200, "");
                }
                boolean late = forGood && overtaken.get() > 0 && sent.isTransform();
                return late ? Reply.error(400, "not any more") : reply;
            }
        };
    }

    /** What was read before, and then the rest. */
    private static final class Following extends FilterInputStream {

        private final ByteArrayInputStream beginning;

        Following(byte[] beginning, InputStream rest) {
            super(rest);
            this.beginning = new ByteArrayInputStream(beginning);
        }

        @Override
        public int read(byte[] block, int offset, int length) throws IOException {
            int count = beginning.read(block, offset, length);
            return count > 0 ? count : super.read(block, offset, length);
        }
    }

    /** Passes over a byte of each piece after the first. */
    private static final class Lossy extends FilterInputStream {

        private boolean begun;

        Lossy(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] block, int offset, int length) throws IOException {
            int count = super.read(block, offset, length);
            boolean loses = begun && count > 1;
            begun = true;
            return loses ? count - 1 : count;
        }
    }

    /** Ends well where the body breaks off. */
    private static final class Unbroken extends FilterInputStream {

        Unbroken(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] block, int offset, int length) {
            try {
                return super.read(block, offset, length);
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
