package io.etlbed.conformance.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a body of any size in constant memory: counts and digests it, and keeps its beginning. */
final class Receiver implements BodySubscriber<Received> {

    private final CompletableFuture<Received> result = new CompletableFuture<>();
    private final MessageDigest digest = Digest.newMd5();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private long length;

    @Override
    public CompletionStage<Received> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            digest.update(bytes);
            head.write(bytes, 0, Math.min(bytes.length, Received.KEPT - head.size()));
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(new Received(length, HexFormat.of().formatHex(digest.digest()), head.toByteArray()));
    }
}
