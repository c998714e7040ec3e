package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.BucketId;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListEntry;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.ListPage;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.Query;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How many objects buckets hold, and of which sizes. The first call begins to count and is answered 202 with an id; others with
 * that id are answered 202 until the counting is over, and then once with what was counted; a HEAD has the same in its headers. Objects that are on their way between
 * targets may be counted twice.
 */
final class Summaries implements AutoCloseable {

    private static final int ID_LENGTH = 9;

    /** Of which nobody has fetched the outcome. */
    private static final int REMEMBERED = 100;

    private static final int AT_ONCE = 2;
    private static final int QUEUE = 64;

    private final NodeState node;
    private final ObjectLists lists;
    private final ExecutorService threads;
    private final Map<String, Future<List<Map<String, Object>>>> counting = new LinkedHashMap<>();

    Summaries(NodeState node, ObjectLists lists) {
        this.node = node;
        this.lists = lists;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), task -> {
                    Thread thread = new Thread(task, "ais-summary");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Counts one bucket. */
    private record Count(long objects, long bytes, long least, long most) {

        static final Count NONE = new Count(0, 0, Long.MAX_VALUE, 0);

        Count with(long size) {
            return new Count(objects + 1, bytes + size, Math.min(least, size), Math.max(most, size));
        }
    }

    /** @param buckets that are to be counted, if the request begins it */
    ControlResponse handle(ControlRequest request, List<String> buckets) throws InterruptedException {
        String id = id(request);
        if (id.isEmpty()) {
            return started(begin(buckets));
        }
        Optional<List<Map<String, Object>>> counted = take(id);
        return counted.isPresent() ? ControlResponse.json(Json.write(counted.get())) : started(id);
    }

    /**
     * The same with headers, for HEAD.
     *
     * @param others that the answer is to have
     */
    ControlResponse head(ControlRequest request, String bucket, Map<String, String> others)
            throws InterruptedException {
        Map<String, String> headers = new HashMap<>(others);
        String given = request.parameter(Query.UUID).orElse("");
        String id = given.isEmpty() ? begin(List.of(bucket)) : given;
        Optional<List<Map<String, Object>>> counted = given.isEmpty() ? Optional.empty() : take(id);
        headers.put(Header.XACTION_ID, id);
        counted.ifPresent(summaries -> headers.put(
                Header.BUCKET_SUMMARY, new String(Json.write(summaries.get(0)), StandardCharsets.US_ASCII)));
        return new ControlResponse(counted.isPresent() ? 200 : 202, headers, new byte[0]);
    }

    /** What was counted, which is forgotten then; empty while it is being counted. */
    private Optional<List<Map<String, Object>>> take(String id) throws InterruptedException {
        Future<List<Map<String, Object>>> count;
        synchronized (counting) {
            count = counting.get(id);
            if (count != null && count.isDone()) {
                counting.remove(id);
            }
        }
        if (count == null) {
            throw new AisException(404, "task \"" + id + "\" does not exist");
        }
        return count.isDone() ? Optional.of(outcome(count)) : Optional.empty();
    }

    private static String id(ControlRequest request) {
        Object value = ActionMsg.parse(request.body()).value();
        Object id = value instanceof Map<?, ?> members ? members.get("uuid") : null;
        return id instanceof String text ? text : "";
    }

    private static ControlResponse started(String id) {
        ControlResponse text = ControlResponse.text(id);
        return new ControlResponse(202, text.headers(), text.body());
    }

    private String begin(List<String> buckets) {
        String id = Names.freshId(ID_LENGTH);
        synchronized (counting) {
            try {
                counting.put(id, threads.submit(() -> count(buckets)));
            } catch (RejectedExecutionException e) {
                throw new UnavailableException("too many buckets are being counted; try again", 1);
            }
            for (String oldest : List.copyOf(counting.keySet())) {
                if (counting.size() > REMEMBERED) {
                    counting.remove(oldest).cancel(true);
                }
            }
        }
        return id;
    }

    private static List<Map<String, Object>> outcome(Future<List<Map<String, Object>>> count)
            throws InterruptedException {
        try {
            return count.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AisException told
                    ? told
                    : new AisException(500, "the buckets could not be counted: " + e.getCause(), e);
        } catch (CancellationException e) {
            throw new AisException(404, "the counting was given up", e);
        }
    }

    private List<Map<String, Object>> count(List<String> buckets) throws InterruptedException {
        List<Map<String, Object>> summaries = new ArrayList<>();
        for (String bucket : buckets) {
            Count count = Count.NONE;
            for (String target : node.stamped().withObjects()) {
                count = count(node.map().tmap().get(target), bucket, count);
            }
            summaries.add(summary(bucket, count));
        }
        return summaries;
    }

    private static Map<String, Object> summary(String bucket, Count count) {
        Map<String, Object> summary = new LinkedHashMap<>();
        BucketId id = BucketId.ais(bucket);
        summary.put("name", id.name());
        summary.put("provider", id.provider());
        summary.put("namespace", id.namespace());
        summary.put("obj_count", Long.toString(count.objects()));
        summary.put(
                "ObjSize",
                Map.of(
                        "obj_min_size", count.objects() == 0 ? 0 : count.least(),
                        "obj_avg_size", count.objects() == 0 ? 0 : count.bytes() / count.objects(),
                        "obj_max_size", count.most()));
        summary.put("size", Long.toString(count.bytes()));
        summary.put("total_disks_size", "0");
        summary.put("used_pct", 0);
        return summary;
    }

    private Count count(Snode target, String bucket, Count before) throws InterruptedException {
        Count count = before;
        String after = "";
        do {
            ListMsg message = new ListMsg("", "name,size", "", "", "", after, 0L, "0");
            ListPage page = lists.ask(target, bucket, message);
            for (ListEntry entry : page.all()) {
                count = count.with(entry.size() == null ? 0 : Long.parseLong(entry.size()));
            }
            after = page.continuation_token();
        } while (!after.isEmpty());
        return count;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
