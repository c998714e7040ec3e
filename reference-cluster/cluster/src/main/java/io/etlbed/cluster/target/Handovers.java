package io.etlbed.cluster.target;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.Causes;
import io.etlbed.cluster.data.Destination;
import io.etlbed.cluster.data.MoveException;
import io.etlbed.cluster.data.ObjectMover;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.member.ClusterSecret;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Stamp;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Objects that do not belong here any more, on their way to where they do: each is sent, and removed when it is stored there.
 * What breaks off leaves it here. Calls among targets: POST asks for an object, PUT brings it.
 */
final class Handovers implements AutoCloseable {

    private static final String MAP = "etlbed-object-map";
    private static final String CUSTOM = "etlbed-custom";
    private static final String VERSION = "ais-version";
    private static final String ATIME = "ais-atime";
    private static final int THREADS = 4;

    private final NodeState node;
    private final ObjectStore store;
    private final Ownership ownership;
    private final ClusterSecret secret;
    private final Map<ObjectKey, CompletableFuture<Long>> running = new ConcurrentHashMap<>();
    private final ExecutorService disk;
    private volatile Optional<ObjectMover> mover = Optional.empty();

    Handovers(NodeState node, ObjectStore store, Ownership ownership, ClusterSecret secret) {
        this.node = node;
        this.store = store;
        this.ownership = ownership;
        this.secret = secret;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "ais-handover-" + node.printed());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.disk = pool;
    }

    /** From now on it can send. */
    void send(ObjectMover by) {
        mover = Optional.of(by);
    }

    /** Threads for what blocks for a moment, until it is closed. */
    Executor disk() {
        return disk;
    }

    /** What another target asks for, or brings. */
    Plan plan(RequestHead request) {
        if (!secret.proves(request)) {
            throw new AisException(403, request.rawPath() + " is for the nodes of the cluster alone");
        }
        HandoverPath path = HandoverPath.parse(request);
        return switch (request.method()) {
            case "POST" -> {
                String asker = request.header(Header.CALLER_ID).orElse("");
                yield new Plan.Eventually(() -> ownership
                        .known(path.map())
                        .thenCompose(done -> handOverTo(asker, path))
                        .thenApply(bytes -> new Plan.Answer(ControlResponse.ok())));
            }
            case "PUT" -> {
                ObjectMeta meta = meta(path.name(), request);
                ExpectedChecksum checksum = ExpectedChecksum.of(
                        request.header(Header.CHECKSUM_TYPE), request.header(Header.CHECKSUM_VALUE));
                yield new Plan.Eventually(
                        () -> ownership.known(path.map()).thenApply(done -> receive(path, checksum, meta)));
            }
            default -> throw new AisException(405, "expected POST or PUT");
        };
    }

    private Plan receive(HandoverPath path, ExpectedChecksum checksum, ObjectMeta meta) {
        Revision newer = Revision.handedOver(meta);
        Revision here = (before, name, size, sum) -> {
            if (!ownership.has(path.name())) {
                throw new UnavailableException(node.printed() + " is not the owner any more", 1);
            }
            return newer.next(before, name, size, sum);
        };
        return new Plan.Receive(() -> store.upload(path.key(), checksum, here));
    }

    /** Only to its owner, before and after: one that knows an older map must not take itself for the owner any longer. */
    private CompletableFuture<Long> handOverTo(String asker, HandoverPath path) {
        requireOwner(asker, path.name());
        return handOver(path.name(), path.key()).thenApply(bytes -> {
            requireOwner(asker, path.name());
            return bytes;
        });
    }

    private void requireOwner(String asker, ObjectName name) {
        if (!ownership.owner(name).daemon_id().equals(asker)) {
            throw new UnavailableException(
                    node.printed() + ": by a newer map ais://" + name.bucket() + "/" + name.object()
                            + " belongs on target " + ownership.owner(name).daemon_id(),
                    1);
        }
    }

    /**
     * Sends an object to where it belongs, and removes it here. One at a time for each object: who asks meanwhile may know a newer
     * map.
     *
     * @return its bytes; 0 where it is not here, or belongs here
     */
    CompletableFuture<Long> handOver(ObjectName name, ObjectKey key) {
        CompletableFuture<Long> result = new CompletableFuture<>();
        CompletableFuture<Long> before = running.putIfAbsent(key, result);
        if (before != null) {
            return before.exceptionally(failure -> 0L).thenCompose(done -> handOver(name, key));
        }
        CompletableFuture<Long> unused = onDisk(() -> open(name, key))
                .thenCompose(parcel -> parcel.map(open -> send(name, key, open))
                        .orElseGet(() -> CompletableFuture.completedFuture(0L)))
                .whenComplete((bytes, failure) -> {
                    running.remove(key);
                    if (failure == null) {
                        result.complete(bytes);
                    } else {
                        result.completeExceptionally(told(name, failure));
                    }
                });
        return result;
    }

    private static Throwable told(ObjectName name, Throwable failure) {
        Throwable cause = Causes.of(failure);
        String text = "ais://" + name.bucket() + "/" + name.object() + " was not handed over: " + cause.getMessage();
        if (cause instanceof MoveException move && move.lasting()) {
            return new AisException(500, text, cause);
        }
        return cause instanceof IOException ? new UnavailableException(text, 1) : cause;
    }

    /** An object that is to be sent, open. */
    private record Parcel(OpenObject file, Destination.There to) {}

    /** Empty where the object is not here, or belongs here. */
    private Optional<Parcel> open(ObjectName name, ObjectKey key) throws IOException {
        Snode owner = ownership.owner(name);
        if (owner.daemon_id().equals(node.id())) {
            return Optional.empty();
        }
        // Under the object's lock: whoever was changing it is done, and nobody will any more.
        Optional<OpenObject> file = store.open(key, name);
        return file.map(open -> new Parcel(
                open,
                new Destination.There(
                        URI.create(owner.url()),
                        HandoverPath.of(key.bid(), name, node.stamped().stamp()).raw(),
                        headers(open.meta()))));
    }

    private CompletableFuture<Long> send(ObjectName name, ObjectKey key, Parcel parcel) {
        if (mover.isEmpty()) {
            parcel.file().release();
            return CompletableFuture.failedFuture(new UnavailableException(node.printed() + " is starting", 1));
        }
        ObjectMeta sent = parcel.file().meta();
        return mover.get()
                .copy(parcel.file(), parcel.to(), Optional.empty())
                .thenCompose(bytes -> onDisk(() -> {
                    store.deleteIf(key, now -> now.equals(sent) && !ownership.has(name));
                    return bytes;
                }));
    }

    private String headers(ObjectMeta meta) {
        StringBuilder headers = new StringBuilder();
        secret.header()
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value).append("\r\n"));
        return headers + VERSION + ": " + meta.version() + "\r\n" + ATIME + ": " + meta.atime() + "\r\n" + MAP + ": "
                + meta.map().text() + "\r\n" + CUSTOM + ": " + CustomMetadata.word(meta.custom()) + "\r\n";
    }

    private static ObjectMeta meta(ObjectName name, RequestHead request) {
        try {
            return new ObjectMeta(
                    name.object(),
                    request.contentLength(),
                    Long.parseUnsignedLong(request.header(Header.CHECKSUM_VALUE).orElse(""), 16),
                    Long.parseLong(request.header(VERSION).orElse("")),
                    Long.parseLong(request.header(ATIME).orElse("")),
                    Stamp.parse(request.header(MAP).orElse("")),
                    CustomMetadata.ofWord(request.header(CUSTOM).orElse("")));
        } catch (NumberFormatException e) {
            throw new AisException(
                    400, "expected " + Header.CHECKSUM_VALUE + ", " + VERSION + ", " + ATIME + " and " + MAP, e);
        }
    }

    /** What may block. */
    private interface DiskCall<T> {
        T call() throws IOException;
    }

    private <T> CompletableFuture<T> onDisk(DiskCall<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            disk.execute(() -> {
                try {
                    result.complete(call.call());
                } catch (IOException | RuntimeException e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException closing) {
            result.completeExceptionally(new UnavailableException(node.printed() + " is closing", 1));
        }
        return result;
    }

    @Override
    public void close() {
        disk.shutdownNow();
    }
}
