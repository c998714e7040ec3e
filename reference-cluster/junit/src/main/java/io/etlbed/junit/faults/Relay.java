package io.etlbed.junit.faults;

import io.etlbed.junit.faults.Call.Server;
import io.etlbed.junit.faults.Season.Acting;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes the requests of one connection on to a server and the answers back, one thread for each direction, and does what
 * rules want. Without rules it is as if it were not there: bodies stream, either side sees the other's end as its own.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    /** How long a client may take to read an answer that came before its request had been read. */
    private static final long LINGER_SECONDS = 2;

    private final Server server;
    private final Supplier<String> podName;
    private final Wire client;
    private final Wire upstream;
    private final RuleBook rules;
    private final Runnable atEnd;
    /** The client has said its last, or is gone. */
    private final CountDownLatch requestsEnded = new CountDownLatch(1);

    private final AtomicInteger directions = new AtomicInteger(2);
    private volatile @Nullable Exchange current;

    Relay(Server server, Supplier<String> podName, Wire client, Wire upstream, RuleBook rules, Runnable atEnd) {
        this.server = server;
        this.podName = podName;
        this.client = client;
        this.upstream = upstream;
        this.rules = rules;
        this.atEnd = atEnd;
    }

    void start(Executor threads) {
        threads.execute(() -> run(this::requests));
        threads.execute(() -> run(this::answers));
    }

    private interface Direction {
        void run() throws IOException, InterruptedException;
    }

    private void run(Direction direction) {
        try {
            direction.run();
        } catch (IOException broken) {
            LOG.trace("a relayed connection broke", broken);
            reset();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            reset();
        } finally {
            if (directions.decrementAndGet() == 0) {
                client.close();
                upstream.close();
                atEnd.run();
            }
        }
    }

    /** Breaks both connections off. */
    void reset() {
        requestsEnded.countDown();
        client.reset();
        upstream.reset();
        Exchange left = current;
        if (left != null) {
            left.end(false);
        }
    }

    // ---- from the client to the server

    private void requests() throws IOException, InterruptedException {
        try {
            for (Optional<Head> head = Head.read(client.in); head.isPresent(); head = Head.read(client.in)) {
                if (!request(head.get())) {
                    return;
                }
            }
        } finally {
            requestsEnded.countDown();
        }
        // The client has nothing more to say; it may still wait for an answer.
        upstream.finish();
        Exchange last = current;
        if (last != null) {
            last.awaitEnd();
        }
        upstream.close();
    }

    /** One request; whether another can follow. */
    private boolean request(Head head) throws IOException, InterruptedException {
        Exchange earlier = current;
        if (earlier != null) {
            earlier.awaitEnd();
        }
        String[] target = head.target().split("\\?", 2);
        Call call = new Call(server, podName, head.method(), target[0], target.length > 1 ? target[1] : "");
        Action action = rules.meet(call).orElse(null);
        Filter filter = Filter.NONE;
        if (action != null && action.before()) {
            Kind kind = action.kind();
            if (kind instanceof Kind.Truncate cut) {
                filter = new Filter.Cut(cut, action.season());
            } else if (kind instanceof Kind.Corrupt change) {
                filter = new Filter.Change(change, action.season());
            } else if (!goesOn(action, head.method())) {
                return false;
            }
        }
        Exchange exchange = new Exchange(head.method(), action == null || action.before() ? null : action);
        current = exchange;
        if (!passOn(head, filter)) {
            return false;
        }
        if (head.header("upgrade").isPresent() && exchange.awaitEnd()) {
            new Body.ToTheEnd().pass(client.in, upstream.out, Filter.NONE);
            upstream.finish();
            return false;
        }
        return true;
    }

    /** Whether the server takes all of it. */
    private boolean passOn(Head head, Filter filter) throws IOException {
        try {
            head.write(upstream.out);
            if (Body.ofRequest(head).pass(client.in, upstream.out, filter)) {
                return true;
            }
            upstream.finish(); // cut off: its answer, if it has one, still passes
        } catch (EOFException clientHasLeft) {
            throw clientHasLeft;
        } catch (IOException broken) {
            // Perhaps the server wants no more of it and has answered: that is for the other direction to say.
            LOG.trace("a request was not taken to its end", broken);
        }
        client.drain();
        return false;
    }

    // ---- from the server to the client

    private void answers() throws IOException, InterruptedException {
        for (Optional<Head> head = Head.read(upstream.in); head.isPresent(); head = Head.read(upstream.in)) {
            Exchange exchange = current;
            if (exchange == null || !answer(head.get(), exchange)) {
                break;
            }
        }
        client.finish();
        Exchange left = current;
        if (left != null) {
            left.end(false);
        }
        if (!requestsEnded.await(LINGER_SECONDS, TimeUnit.SECONDS)) {
            client.close();
        }
    }

    /** One answer; whether another can follow. */
    private boolean answer(Head head, Exchange exchange) throws IOException, InterruptedException {
        if (head.status() < 200 && head.status() != 101) {
            head.write(client.out);
            return true;
        }
        Body body = Body.ofAnswer(head, exchange.method);
        Filter filter = Filter.NONE;
        Action after = exchange.after;
        if (after != null) {
            Kind kind = after.kind();
            if (kind instanceof Kind.Truncate cut) {
                filter = new Filter.Cut(cut, after.season());
            } else if (kind instanceof Kind.Corrupt change) {
                filter = new Filter.Change(change, after.season());
            } else if (kind instanceof Kind.Status && head.status() != 101) {
                // The side effect is whole before the client hears of it.
                body.pass(upstream.in, OutputStream.nullOutputStream(), Filter.NONE);
                goesOn(after, exchange.method);
                return false;
            } else if (!goesOn(after, exchange.method)) {
                return false;
            }
        }
        head.write(client.out);
        if (head.status() == 101) {
            exchange.end(true);
            new Body.ToTheEnd().pass(upstream.in, client.out, filter);
            return false;
        }
        boolean whole = body.pass(upstream.in, client.out, filter);
        boolean last = !whole || body.endsWithConnection() || head.closes();
        exchange.end(false);
        return !last;
    }

    // ---- what rules want

    /** Does it; whether the request, or its answer, is to be passed on. */
    private boolean goesOn(Action action, String method) throws IOException, InterruptedException {
        Acting acting = new Acting(action.kind() instanceof Kind.Stall ? this::reset : () -> {});
        if (!action.season().begin(acting)) {
            return true;
        }
        try {
            Kind kind = action.kind();
            if (kind instanceof Kind.Delay delay) {
                if (action.season().pause(delay.least().toNanos())) {
                    LOG.trace("a delay ended before its time");
                }
                return true;
            }
            if (kind instanceof Kind.Status status) {
                answerWith(status, method);
                client.finish();
                if (action.before()) {
                    client.drain(LINGER_SECONDS);
                    client.close();
                    upstream.close();
                }
            } else if (kind instanceof Kind.Reset) {
                reset();
            } else if (action.before()) {
                client.drain(); // until it leaves, or is made to
                reset();
            } else {
                requestsEnded.await();
                reset();
            }
            return false;
        } finally {
            action.season().done(acting);
        }
    }

    private void answerWith(Kind.Status status, String method) throws IOException {
        byte[] body = status.body().getBytes(StandardCharsets.UTF_8);
        client.out.write(
                ("HTTP/1.1 " + status.status() + " Fault\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
                                + body.length + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        if (!method.equals("HEAD")) {
            client.out.write(body);
        }
        client.out.flush();
    }
}
