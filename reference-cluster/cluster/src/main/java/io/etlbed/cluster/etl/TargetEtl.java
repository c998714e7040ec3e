package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.PodVerdict.Hopeless;
import io.etlbed.cluster.etl.PodVerdict.Ready;
import io.etlbed.cluster.etl.spec.GoDuration;
import io.etlbed.cluster.etl.workload.Workload;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.NodeActivity;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of an ETL on one target: its pod from creation to removal. {@link #start} is called once, by the request that
 * asks for it; {@link #stop} by anybody, at any time, and any number of times.
 */
final class TargetEtl {

    /** The status by which a target says that it was told to stop before its pod was ready. */
    static final int CANCELLED = 409;

    /** A transformer has no state to save: what it is sent when it stops is lost anyway. */
    private static final long DEFAULT_GRACE_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(TargetEtl.class);

    private final InitMessage message;
    private final String run;
    private final PodPlan plan;
    private final Pods pods;
    private final Reach reach;
    private final PodDoorway doorway;
    private final PodState state;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch startEnded = new CountDownLatch(1);
    /** Held while the pod is removed, or created again. */
    private final Object restoring = new Object();

    private final Traffic traffic = new Traffic();
    private final PushVerb verb;
    private volatile Optional<Communicator> communicator = Optional.empty();
    private volatile Optional<Service> service = Optional.empty();

    TargetEtl(InitMessage message, String run, PodPlan plan, Pods pods, Reach reach, PodDoorway doorway) {
        this.message = message;
        this.run = run;
        this.plan = plan;
        this.pods = pods;
        this.reach = reach;
        this.doorway = doorway;
        this.state = new PodState(plan.name(), message.id());
        this.verb = message.workload().namesObjects() ? PushVerb.put() : new PushVerb();
    }

    String id() {
        return message.id();
    }

    String run() {
        return run;
    }

    String podName() {
        return plan.name();
    }

    /** Whether a container of this ETL was given this secret. */
    boolean admits(String secret) {
        return plan.entry().admits(secret);
    }

    Traffic traffic() {
        return traffic;
    }

    /** How it stands with the pod, and what went through it. */
    NodeActivity.TransformerPod activity() {
        boolean ready = communicator.isPresent() && state.isReady();
        return new NodeActivity.TransformerPod(
                id(),
                podName(),
                ready,
                ready ? "" : state.isReady() ? "being connected" : state.why(),
                state.restarts(),
                traffic.objects(),
                traffic.bytesIn(),
                traffic.bytesOut(),
                traffic.errors());
    }

    /** What the user should know of the way in which it runs here. */
    List<String> notices() {
        return PodNotices.of(pods.client(), state.uid());
    }

    /** How to reach the pod; empty before it is ready for the first time, and from the moment it is stopped. */
    Optional<Communicator> communicator() {
        return communicator;
    }

    /**
     * Creates pod and service and returns when requests can be sent (LIFE-12).
     *
     * @throws AisException why not; nothing is left then
     */
    void start() throws InterruptedException {
        boolean running = false;
        try {
            bring();
            running = true;
            LOG.info("etl {}: pod {} on node {} is ready", id(), podName(), plan.node());
        } finally {
            if (!running) {
                communicator = Optional.empty();
                pods.watch().ignore(podName());
                removeQuietly();
                doorway.close();
            }
            startEnded.countDown();
        }
    }

    /** Waits so long, or until this run is told to stop; whether it was. */
    boolean cancelledWithin(Duration limit) throws InterruptedException {
        return cancelled.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends a start that is under way, or does not let it begin. */
    void cancel() {
        cancelled.countDown();
        state.cancel();
    }

    /** Ends a start that is under way, removes pod and service, and returns when they are gone. */
    void stop() throws InterruptedException {
        communicator = Optional.empty();
        cancel();
        startEnded.await();
        communicator = Optional.empty();
        pods.watch().ignore(podName());
        synchronized (restoring) {
            pods.remove(podName(), grace());
        }
        doorway.close();
        LOG.info("etl {}: pod {} is removed", id(), podName());
    }

    private void bring() throws InterruptedException {
        requireWanted();
        pods.watch().listen(podName(), this::onPod);
        state.created(pods.create(plan.pod()));
        // All else while the pod starts.
        service = Optional.of(pods.create(plan.service()));
        pods.openWatch();
        PodVerdict verdict = state.await(message.waitTimeout());
        requireWanted();
        if (!(verdict instanceof Ready)) {
            throw notReady(verdict);
        }
        connect(state.pod().orElseThrow());
    }

    private void connect(Pod pod) throws InterruptedException {
        doorway.follow(pod);
        PodAddress address = address(pod)
                .orElseThrow(() -> new AisException(400, describe() + " is ready, but has no address to reach it by"));
        try {
            reach.connect(address, cancelled);
        } catch (IOException e) {
            requireWanted();
            throw new AisException(
                    400,
                    describe() + " is ready, but takes no connections at " + address.host() + ":" + address.port()
                            + ": " + e.getMessage(),
                    e);
        }
        synchronized (this) {
            requireWanted();
            communicator = Optional.of(communicator(address, pod));
        }
    }

    private Communicator communicator(PodAddress address, Pod pod) {
        Workload work = message.workload();
        return switch (work.communication()) {
            case HPUSH -> new Communicator.HPush(address, work.namesObjects(), verb, traffic);
            case HREV -> new Communicator.HRev(address, traffic);
            case HPULL -> new Communicator.HPull(address, Reach.entry(pod, service.orElseThrow()), traffic);
            case IO -> new Communicator.Io(address, RunnerCall.of(work.program()), verb, traffic);
        };
    }

    /** Follows the pod, whose address may change when it is restarted. */
    private void onPod(Optional<Pod> pod) {
        state.changed(pod);
        pod.ifPresent(doorway::follow);
        synchronized (this) {
            if (communicator.isEmpty() || cancelled.getCount() == 0) {
                return;
            }
            state.pod()
                    .flatMap(now -> address(now).map(address -> communicator(address, now)))
                    .ifPresent(now -> communicator = Optional.of(now));
        }
        if (pod.isEmpty()) {
            Thread thread = new Thread(this::restore, "etl-restore-" + podName());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Kubernetes restarts containers, but brings no pod back that somebody has deleted: until it is stopped, it is ours to. */
    private void restore() {
        synchronized (restoring) {
            if (cancelled.getCount() == 0) {
                return;
            }
            try {
                LOG.warn("etl {}: pod {} was deleted by somebody else, and is created again", id(), podName());
                state.awaitAnother();
                state.created(pods.create(plan.pod()));
            } catch (AisException e) {
                LOG.warn("etl {}: pod {} does not come back: {}", id(), podName(), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<PodAddress> address(Pod pod) {
        return pod.getStatus() == null || service.isEmpty()
                ? Optional.empty()
                : reach.address(pod, service.get(), plan.workload().containerPort());
    }

    private void requireWanted() {
        if (cancelled.getCount() == 0) {
            throw new AisException(CANCELLED, describe() + " was not ready: " + state.why());
        }
    }

    private AisException notReady(PodVerdict verdict) {
        if (verdict instanceof Hopeless hopeless) {
            return new AisException(
                    400,
                    describe() + " cannot become ready: " + hopeless.why()
                            + PodReport.of(pods.client(), podName(), state.uid(), state.why()));
        }
        String limit = message.waitTimeout().map(GoDuration::format).orElse("none");
        return new AisException(
                400,
                describe() + " is not ready, and the wait timeout of " + limit + " is over: " + state.why()
                        + PodReport.of(pods.client(), podName(), state.uid(), state.why()));
    }

    private String describe() {
        return "pod \"" + podName() + "\" on node \"" + plan.node() + "\"";
    }

    private long grace() {
        Long given = plan.workload().newPod().getSpec().getTerminationGracePeriodSeconds();
        return given == null ? DEFAULT_GRACE_SECONDS : Math.max(0, given);
    }

    private void removeQuietly() throws InterruptedException {
        try {
            pods.remove(podName(), 1);
        } catch (AisException e) {
            LOG.warn("etl {}: {}", id(), e.getMessage());
        }
    }
}
