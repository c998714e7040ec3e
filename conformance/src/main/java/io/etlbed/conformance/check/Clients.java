package io.etlbed.conformance.check;

import io.etlbed.conformance.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that ask beside each other, each in a thread of its own; closing ends those that still wait. */
public final class Clients implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "conformance-client");
        thread.setDaemon(true);
        return thread;
    });

    /** Asks, and goes on. */
    public Future<Exchange> ask(Callable<Exchange> question) {
        return threads.submit(question);
    }

    /** The same question by so many clients at once, and all their answers. */
    public List<Exchange> askTogether(int count, Callable<Exchange> question) throws InterruptedException {
        List<Future<Exchange>> coming = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            coming.add(ask(question));
        }
        List<Exchange> answers = new ArrayList<>();
        for (Future<Exchange> one : coming) {
            answers.add(answer(one));
        }
        return answers;
    }

    /** Waits for an answer; what the question threw is thrown here. */
    public static Exchange answer(Future<Exchange> coming) throws InterruptedException {
        try {
            return coming.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw CheckFailed.because(String.valueOf(e.getCause()), "an answer");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
