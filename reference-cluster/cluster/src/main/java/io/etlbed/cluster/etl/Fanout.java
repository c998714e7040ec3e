package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Sends one call to all targets at once (LIFE-01). */
final class Fanout implements AutoCloseable {

    private final Targets targets;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "etl-fanout");
        thread.setDaemon(true);
        return thread;
    });

    Fanout(Targets targets) {
        this.targets = targets;
    }

    /** @throws AisException 503 where the cluster has no target */
    List<String> ids() {
        List<String> ids = targets.ids();
        if (ids.isEmpty()) {
            throw new AisException(503, "the cluster has no target to run an ETL on");
        }
        return ids;
    }

    /** What one target answered, or why it did not. */
    record Answer(String targetId, int status, byte[] body) {

        /** The status of a target that could not be reached. */
        static final int UNREACHABLE = 0;

        boolean ok() {
            return status >= 200 && status < 300;
        }

        boolean reached() {
            return status != UNREACHABLE;
        }

        /** The message of an error, without the JSON around it. */
        String message() {
            try {
                JsonNode message = Json.read(body).path("message");
                if (message.isTextual()) {
                    return message.textValue();
                }
            } catch (IOException e) {
                // No JSON: the text itself is the message.
            }
            return new String(body, StandardCharsets.UTF_8).strip();
        }
    }

    /**
     * Calls the targets and waits for all of them; in their order.
     *
     * @throws AisException 503 where this proxy ends meanwhile, or has
     */
    List<Answer> call(List<String> ids, String method, String path, byte[] body) throws InterruptedException {
        return call(ids, method, path, body, answer -> {});
    }

    /** @param seen is shown each answer as it comes, by the thread that waited for it */
    List<Answer> call(List<String> ids, String method, String path, byte[] body, Consumer<Answer> seen)
            throws InterruptedException {
        List<CompletableFuture<Answer>> calls;
        try {
            calls = ids.stream()
                    .map(id -> CompletableFuture.supplyAsync(
                            () -> {
                                Answer answer = call(id, method, path, body);
                                seen.accept(answer);
                                return answer;
                            },
                            threads))
                    .toList();
            CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get();
        } catch (RejectedExecutionException e) {
            throw ended();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw ended();
            }
            throw new IllegalStateException("a call to a target ended without an answer", e.getCause());
        }
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static AisException ended() {
        return new AisException(503, "this proxy ends, and does not call all targets any more");
    }

    /** Does something that takes time, on a thread that ends with this; nothing where that has happened. */
    void run(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // As if it had been interrupted before its first step.
        }
    }

    private Answer call(String id, String method, String path, byte[] body) {
        try {
            ControlResponse response = targets.call(id, method, path, body);
            return new Answer(id, response.status(), response.body());
        } catch (AisException e) {
            // The target has left the cluster map meanwhile.
            return new Answer(id, e.status(), String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            String text = "target " + id + " cannot be reached: " + e.getMessage();
            return new Answer(id, Answer.UNREACHABLE, text.getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
