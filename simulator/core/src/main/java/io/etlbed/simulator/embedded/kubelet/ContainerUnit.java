package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Provision;
import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.ContainerUsage;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Running;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Terminated;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Waiting;
import io.etlbed.simulator.embedded.runtime.ContainerImage;
import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.PreparedHandler;
import io.etlbed.simulator.embedded.runtime.PreparedImage;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.runtime.Usage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One container of a pod through all its runs. Touched in the pod's mailbox only. */
final class ContainerUnit {

    private static final Duration ERROR_SHOWN = Duration.ofSeconds(1);
    private static final int START_FAILED = 128;
    private static final int SHOWN_MESSAGE = 2048;

    private final PodContext pod;
    private final Container spec;
    private final String fieldPath;
    private final RestartPolicy policy;
    private final ImageWait images;
    private final PreparationWait preparation;
    private final PastRuns past;
    private final ContainerLogs logs = new ContainerLogs();

    private ContainerPhase phase;
    private @Nullable ContainerRun run;
    /** For other threads than the mailbox's. */
    private volatile @Nullable Live live;

    private boolean ready;
    private boolean started;
    private boolean ending;
    private boolean toldPulled;
    private int runs;
    private String id = "";
    private String imageId = "";
    private String toldImage = "";

    ContainerUnit(PodContext pod, Container spec, boolean init) {
        this.pod = pod;
        this.spec = spec;
        this.fieldPath = "spec." + (init ? "initContainers{" : "containers{") + spec.getName() + "}";
        RestartPolicy ofPod = RestartPolicy.of(pod.pod());
        this.policy = init ? ofPod.forInitContainers() : ofPod;
        this.images = new ImageWait(pod, spec.getImage(), fieldPath, ERROR_SHOWN);
        this.past = new PastRuns(pod.node().settings());
        boolean behindOthers = !init && !pod.pod().getSpec().getInitContainers().isEmpty();
        String creating = behindOthers || init ? "PodInitializing" : "ContainerCreating";
        this.preparation = new PreparationWait(pod, fieldPath, creating);
        this.phase = new Waiting(creating, null);
    }

    private record Live(String id, RunningContainer container) {}

    String name() {
        return spec.getName();
    }

    /** What the present run uses; empty where there is none. For any thread. */
    Optional<ContainerUsage> usage() {
        return Optional.ofNullable(live).map(present -> {
            Usage used = present.container().usage();
            return new ContainerUsage(name(), present.id(), used.cpuNanos(), used.memoryBytes());
        });
    }

    /** The way into the present run; empty where its command does not run. For any thread. */
    Optional<ContainerAccess> access() {
        return Optional.ofNullable(live)
                .map(Live::container)
                .filter(container ->
                        container.started().isDone() && !container.started().isCompletedExceptionally())
                .map(container -> new RunningAccess(spec, container));
    }

    ContainerLogs logs() {
        return logs;
    }

    boolean isRunning() {
        return run != null;
    }

    /** Whether those after it wait until its {@code postStart} hook is done. */
    boolean holdsOthersBack() {
        return run != null && hasPostStart() && !(phase instanceof Running);
    }

    private boolean hasPostStart() {
        return spec.getLifecycle() != null && spec.getLifecycle().getPostStart() != null;
    }

    boolean succeeded() {
        return run == null && phase instanceof Terminated ended && ended.exitCode() == 0;
    }

    /** Has ended and will not be started again. */
    boolean isOver() {
        return run == null && phase instanceof Terminated ended && (ending || !policy.restarts(ended.exitCode()));
    }

    /** Starts it if it is to run, does not, and need not wait. */
    void ensure(PodSandbox sandbox) {
        if (run != null || isOver() || ending) {
            return;
        }
        Duration wait = past.remaining(now());
        if (!wait.isZero()) {
            String where = " container " + spec.getName() + " in pod " + pod.fullName();
            if (!(phase instanceof Waiting)) {
                pod.node().events().warning(pod.pod(), fieldPath, "BackOff", "Back-off restarting failed" + where);
            }
            waits(new Waiting(
                    "CrashLoopBackOff",
                    "back-off " + past.whole().toSeconds() + "s restarting failed container=" + spec.getName() + " pod="
                            + pod.fullName()));
            pod.reviewLater(wait);
            return;
        }
        Optional<ContainerImage> image = images.get();
        if (image.isEmpty()) {
            waits(images.waiting());
            return;
        }
        start(sandbox, image.get());
    }

    /** It does not run, and how it last ended is its last state. */
    private void waits(Waiting why) {
        phase = why;
        logs.waits();
    }

    /** A pod keeps the images that it began with; whoever gives it another one is told. */
    void imageNow(String image) {
        if (!image.equals(spec.getImage()) && !image.equals(toldImage)) {
            toldImage = image;
            String message = fieldPath + ".image was changed to " + image
                    + ", which is not supported: delete the pod and create it anew";
            pod.node().events().warning(pod.pod(), fieldPath, "NotSupported", message);
        }
    }

    /** The images that there are have changed. */
    void imagesChanged() {
        images.retry();
    }

    private void start(PodSandbox sandbox, ContainerImage image) {
        try {
            Map<String, String> variables =
                    new Environment(pod.node().store(), pod.pod(), pod.podIp(), NodeContext.HOST_IP).of(spec);
            tellPulled();
            SecuritySettings.of(pod.pod(), spec).require(pod, spec);
            Optional<Provision> provision = image instanceof PreparedImage folder
                    ? preparation.get(folder.bundle(), variables)
                    : Optional.of(Provision.NOTHING);
            if (provision.isEmpty()) {
                // Before a restart there is more to see in how it ended.
                if (runs == 0 || preparation.hasFailed()) {
                    waits(preparation.waiting());
                }
                return;
            }
            ContainerSpec plan = ContainerPlan.of(spec, image, provision.get(), variables, pod);
            toldPulled = false;
            pod.node().events().normal(pod.pod(), fieldPath, "Created", "Created container: " + spec.getName());
            boolean handler = image instanceof PreparedHandler;
            id = (handler ? "inproc://" : "process://")
                    + UUID.randomUUID().toString().replace("-", "");
            imageId = (handler ? "handler://" : "bundle://") + image.name();
            runs++;
            follow(sandbox.start(plan));
        } catch (ConfigException missing) {
            Waiting waiting = new Waiting("CreateContainerConfigError", missing.getMessage());
            if (!waiting.equals(phase)) {
                pod.node().events().warning(pod.pod(), fieldPath, "Failed", "Error: " + missing.getMessage());
            }
            waits(waiting);
        } catch (StartException failure) {
            notStarted(String.valueOf(failure.getMessage()), now());
            pod.review();
        }
    }

    /** Once for each start, however often that is looked at. */
    private void tellPulled() {
        if (!toldPulled) {
            toldPulled = true;
            images.tellPulled();
        }
    }

    private void follow(RunningContainer container) {
        ContainerProbes probes =
                new ContainerProbes(pod.node(), pod.mailbox(), spec, container, pod.podIp(), new ProbeListener());
        ContainerRun current = new ContainerRun(pod, spec, container, probes);
        run = current;
        if (phase instanceof Terminated) {
            // How the run before it ended is told as the last state from now on.
            phase = new Waiting("ContainerCreating", null);
        }
        live = new Live(id, container);
        logs.begin(container.log());
        // The same again is counted, not told anew.
        if (runs == 1) {
            container
                    .shortfalls()
                    .forEach(each -> pod.node().events().warning(pod.pod(), fieldPath, "NotSupported", each));
        }
        CompletableFuture<Void> unused =
                container.started().thenRun(() -> pod.mailbox().execute(() -> began(current)));
        CompletableFuture<Void> unusedToo =
                container.exit().thenAccept(code -> pod.mailbox().execute(() -> exited(current, code)));
    }

    private void began(ContainerRun current) {
        if (run != current) {
            return;
        }
        Instant began = now();
        pod.node().events().normal(pod.pod(), fieldPath, "Started", "Started container " + spec.getName());
        current.postStart(complaint -> {
            if (run == current && complaint.isPresent()) {
                postStartFailed(complaint.get());
            } else if (run == current) {
                runs(current, began);
            }
        });
    }

    private void postStartFailed(String complaint) {
        pod.node().events().warning(pod.pod(), fieldPath, "FailedPostStartHook", "PostStartHook failed");
        phase = new Waiting("PostStartHookError", shortened(complaint));
        terminate(pod.grace(), "FailedPostStartHook");
        pod.review();
    }

    private void runs(ContainerRun current, Instant began) {
        phase = new Running(began);
        try {
            if (!ending) {
                current.probes().start();
            }
        } catch (ConfigException impossible) {
            pod.node().events().warning(pod.pod(), fieldPath, "Unhealthy", String.valueOf(impossible.getMessage()));
        }
        pod.review();
    }

    private void exited(ContainerRun current, int code) {
        current.ended();
        run = null;
        live = null;
        Optional<String> startError = StartErrors.of(current.container());
        Instant began = phase instanceof Running running ? running.since() : current.since();
        boolean outOfMemory = current.container().outOfMemory() && code != 0;
        if (!outOfMemory && startError.isPresent() && !ending) {
            notStarted(startError.get(), began);
        } else {
            int containers = pod.pod().getSpec().getContainers().size();
            ended(
                    code,
                    outOfMemory ? "OOMKilled" : code == 0 ? "Completed" : "Error",
                    TerminationMessage.of(spec, containers, current.container(), code)
                            .orElse(null),
                    began);
        }
        pod.review();
    }

    private void notStarted(String why, Instant began) {
        String shown = shortened(why);
        pod.node().events().warning(pod.pod(), fieldPath, "Failed", "Error: " + shown);
        ended(START_FAILED, "StartError", shown, began);
    }

    private void ended(int code, String reason, @Nullable String message, Instant began) {
        ready = false;
        started = false;
        Terminated terminated = new Terminated(code, reason, message, began, now(), id);
        phase = terminated;
        past.add(terminated);
    }

    /** Asks it to end, and sees to it that it has after the grace period. */
    void terminate(Duration grace, String why) {
        ContainerRun current = run;
        if (current == null) {
            return;
        }
        pod.node().events().normal(pod.pod(), fieldPath, "Killing", why);
        current.terminate(
                grace,
                () -> pod.node().events().warning(pod.pod(), fieldPath, "FailedPreStopHook", "PreStopHook failed"));
    }

    /** The pod ends: what has ended stays so. */
    void end() {
        ending = true;
        preparation.cancel();
    }

    /** Done when nothing is prepared for it any more, and no hook goes on. */
    CompletableFuture<Void> idle() {
        return run == null ? preparation.ended() : CompletableFuture.allOf(preparation.ended(), run.idle());
    }

    void kill() {
        if (run != null) {
            run.kill();
        }
    }

    ContainerStatus status() {
        return new ContainerStatusBuilder()
                .withName(spec.getName())
                .withImage(spec.getImage())
                .withImageID(imageId)
                .withContainerID(id.isEmpty() ? null : id)
                .withRestartCount(Math.max(0, runs - 1))
                .withReady(ready)
                .withStarted(started)
                .withState(phase.state())
                .withLastState(past.lastState(phase))
                .build();
    }

    private Instant now() {
        return pod.node().clock().instant();
    }

    private static String shortened(String message) {
        return message.length() > SHOWN_MESSAGE ? message.substring(0, SHOWN_MESSAGE) : message;
    }

    /** What the probes say of the present run. */
    private final class ProbeListener implements ContainerProbes.Listener {
        @Override
        public void started() {
            started = true;
            pod.review();
        }

        @Override
        public void ready(boolean now) {
            if (ready != now) {
                ready = now;
                pod.review();
            }
        }

        @Override
        public void dead(String kind, Probe probe) {
            Long own = probe.getTerminationGracePeriodSeconds();
            terminate(
                    own == null ? pod.grace() : Duration.ofSeconds(own),
                    "Container " + spec.getName() + " failed " + kind.toLowerCase(Locale.ROOT)
                            + " probe, will be restarted");
        }

        @Override
        public void unhealthy(String kind, String complaint) {
            pod.node().events().warning(pod.pod(), fieldPath, "Unhealthy", kind + " probe failed: " + complaint);
        }
    }
}
