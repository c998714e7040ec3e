package io.etlbed.cluster.job;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.data.ObjectMover;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.NodeActivity;
import io.etlbed.cluster.wire.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/xactions} on a target, for the proxies: starts, shows and ends this target's parts of jobs. */
public final class TargetJobs implements ControlHandler, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TargetJobs.class);
    private static final int REMEMBERED = 1000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Who waits has one of the node's workers; the jobs need them, too. */
    private static final int MOST_WAITING = 8;

    private final LocalObjects objects;
    private final ObjectMover mover;
    private final MisplacedObjects misplaced;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final Map<String, TargetPart> jobs = new LinkedHashMap<>();
    private boolean closed;

    /** @param mover belongs to the jobs from here on */
    public TargetJobs(LocalObjects objects, MisplacedObjects misplaced, ObjectMover mover) {
        this.objects = objects;
        this.misplaced = misplaced;
        this.mover = mover;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 2, 3);
        boolean one = request.path().size() == 3;
        return switch (request.method()) {
            case "POST" -> one ? rebalance(request.path().get(2)) : start(Json.read(request.body(), JobOrder.class));
            case "GET" -> one ? show(request) : ControlResponse.json(Json.write(all()));
            case "DELETE" -> {
                Methods.checkItems(request, 3, 3);
                job(request.path().get(2)).abort(new String(request.body(), StandardCharsets.UTF_8));
                yield ControlResponse.ok();
            }
            default -> Methods.notAllowed(request, "DELETE, GET, POST");
        };
    }

    /** The same order again changes nothing. */
    private ControlResponse start(JobOrder order) {
        return start(order.id(), () -> new BucketJob(order, objects, mover));
    }

    /**
     * {@code /v1/xactions/ID}: moves what does not belong here any more. Not before the map is known by which it does not: the
     * order may come sooner, and by an older map all is in its place, so that the part would be done before it has begun.
     */
    private ControlResponse rebalance(String id) {
        if (!misplaced.job().equals(id)) {
            throw new UnavailableException("the cluster map of rebalance " + id + " is not known here", 1);
        }
        return start(id, () -> new RebalancePart(id, objects, misplaced));
    }

    private ControlResponse start(String id, Supplier<TargetPart> maker) {
        synchronized (jobs) {
            if (closed) {
                throw new AisException(503, "this target is closing");
            }
            if (!jobs.containsKey(id)) {
                TargetPart job = maker.get();
                jobs.put(id, job);
                job.start();
                forgetOld();
            }
        }
        return ControlResponse.ok();
    }

    private void forgetOld() {
        jobs.values().stream()
                .filter(job -> !job.report().running())
                .limit(Math.max(0, jobs.size() - REMEMBERED))
                .map(TargetPart::id)
                .toList()
                .forEach(jobs::remove);
    }

    /** At once, or when it has ended, should that be soon and few others wait. */
    private ControlResponse show(ControlRequest request) throws InterruptedException {
        TargetPart job = job(request.path().get(2));
        if (request.parameter("wait").isPresent() && waiting.tryAcquire()) {
            try {
                boolean over = job.awaitEnd(LONGEST_WAIT);
                LOG.debug("job {} is over: {}", job.id(), over);
            } finally {
                waiting.release();
            }
        }
        synchronized (jobs) {
            if (closed) {
                // What ends with this target is done after its return.
                throw new AisException(503, "this target is closing");
            }
        }
        return ControlResponse.json(Json.write(job.report()));
    }

    private List<JobReport> all() {
        return known().stream().map(TargetPart::report).toList();
    }

    private List<TargetPart> known() {
        synchronized (jobs) {
            return new ArrayList<>(jobs.values());
        }
    }

    /** What runs, and the latest of what is over. */
    public List<NodeActivity.JobPart> activity() {
        return JobParts.latest(known(), part -> JobParts.of(part.report(), part.order()));
    }

    private TargetPart job(String id) {
        synchronized (jobs) {
            TargetPart job = jobs.get(id);
            if (job == null) {
                throw new AisException(404, "job \"" + id + "\" is not known here");
            }
            return job;
        }
    }

    /** Ends every job that is under way. */
    @Override
    public void close() {
        List<TargetPart> running;
        synchronized (jobs) {
            closed = true;
            running = new ArrayList<>(jobs.values());
        }
        running.forEach(job -> job.abort("the target is closing"));
        try {
            for (TargetPart job : running) {
                if (!job.awaitEnd(LONGEST_WAIT)) {
                    LOG.warn("job {} does not end", job.id());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        mover.close();
    }
}
