package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.ContainerUsage;
import io.etlbed.simulator.embedded.network.HostPorts;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.Deletion;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pod on its node, from the first look at it to its removal. All that happens to it happens in its mailbox. */
final class PodWorker implements PodContext {

    private static final Logger LOG = LoggerFactory.getLogger(PodWorker.class);
    private static final int PATIENCE_SECONDS = 20;
    private static final PodEnd DEADLINE =
            new PodEnd("DeadlineExceeded", "Pod was active on the node longer than the specified deadline");

    /** As a kubelet gives to pods that it evicts for what they have on the disk. */
    private static final Duration EVICTION_GRACE = Duration.ofSeconds(1);

    private final NodeContext node;
    private final Mailbox mailbox;
    private final Instant since;
    private final String startTime;
    private final String uid;
    private final List<ContainerUnit> initContainers;
    private final List<ContainerUnit> containers;
    private final BackOff sandboxBackOff;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();

    private volatile Pod pod;
    private @Nullable PodSandbox sandbox;
    private @Nullable String ip;
    private Optional<HostPorts> hostPorts = Optional.empty();
    private @Nullable Refusals refusals;
    private @Nullable DiskWatch disk;
    private @Nullable PodEnd end;
    private @Nullable Long deadline;
    private boolean over;
    private boolean released;
    private boolean reviewDue;
    private long shortestGrace = Long.MAX_VALUE;

    PodWorker(NodeContext node, Pod pod) {
        this.node = node;
        this.pod = pod;
        this.uid = pod.getMetadata().getUid();
        this.mailbox = new Mailbox(node.threads());
        this.since = node.clock().instant();
        this.startTime = ContainerPhase.time(since);
        this.sandboxBackOff =
                new BackOff(node.settings().firstBackOff(), node.settings().longestBackOff());
        this.initContainers = pod.getSpec().getInitContainers().stream()
                .map(container -> new ContainerUnit(this, container, true))
                .toList();
        this.containers = pod.getSpec().getContainers().stream()
                .map(container -> new ContainerUnit(this, container, false))
                .toList();
    }

    /** Begins to work on it. */
    void begin() {
        mailbox.execute(this::look);
    }

    /** The pod has changed. */
    void changed(Pod latest) {
        mailbox.execute(() -> {
            // Our own updates come back as changes; what was written since is newer.
            if (version(latest) > version(pod)) {
                pod = latest;
            }
            units().forEach(unit -> unit.imageNow(image(latest, unit.name())));
            look();
        });
    }

    /** An image or something that the pod refers to is new. */
    void surroundingsChanged(boolean images) {
        mailbox.execute(() -> {
            if (images) {
                units().forEach(ContainerUnit::imagesChanged);
            }
            look();
        });
    }

    /** The pod is no longer in the store, or the node ends: it goes at once. */
    CompletableFuture<Void> remove() {
        mailbox.execute(this::release);
        return gone;
    }

    /** What those of its containers use that run now. */
    List<ContainerUsage> usage() {
        return units().flatMap(unit -> unit.usage().stream()).toList();
    }

    Optional<ContainerAccess> access(String container) {
        return units().filter(unit -> unit.name().equals(container)).findFirst().flatMap(ContainerUnit::access);
    }

    Optional<ContainerLogs> logs(String container) {
        return units().filter(unit -> unit.name().equals(container)).findFirst().map(ContainerUnit::logs);
    }

    @Override
    public NodeContext node() {
        return node;
    }

    @Override
    public Pod pod() {
        return pod;
    }

    @Override
    public String podIp() {
        return ip == null ? "" : ip;
    }

    @Override
    public String hostname() {
        return HostsFile.hostname(pod);
    }

    @Override
    public Executor mailbox() {
        return mailbox;
    }

    @Override
    public void reviewLater(Duration delay) {
        node.later(delay, () -> mailbox.execute(this::look));
    }

    @Override
    public void review() {
        if (!reviewDue) {
            reviewDue = true;
            mailbox.execute(this::look);
        }
    }

    private void look() {
        reviewDue = false;
        if (released) {
            return;
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            terminate();
        } else if (end != null || late()) {
            afterEnd();
        } else if (!over && admitted() && ensureSandbox()) {
            ensureContainers();
        } else if (!over && refusals != null && refusals.fatal().isEmpty()) {
            publish(status());
        }
    }

    /** Says once what the pod asks for and cannot have. */
    private boolean admitted() {
        if (refusals == null) {
            refusals = Refusals.of(pod);
            refusals.all().forEach(message -> node.events().warning(pod, null, "NotSupported", message));
            if (!refusals.fatal().isEmpty()) {
                over = true;
                publish(PodStatuses.rejected(pod, "NotSupported", String.join("; ", refusals.fatal()), startTime));
            }
        }
        return refusals.fatal().isEmpty();
    }

    private boolean ensureSandbox() {
        if (sandbox != null) {
            return true;
        }
        Duration wait = sandboxBackOff.remaining(node.clock().instant());
        if (!wait.isZero()) {
            reviewLater(wait);
            return false;
        }
        try {
            String address = ip == null ? node.addresses().take() : ip;
            ip = address;
            sandbox = node.runtime()
                    .create(new SandboxSpec(
                            uid,
                            HostsFile.hostnameOfKernel(pod),
                            address,
                            HostsFile.text(pod, address),
                            new VolumeContents(node.store(), node.tokens(), pod, address).all(),
                            MemoryVolumes.of(pod),
                            node.images().areHandlers(images())));
            sandbox.warnings().forEach(message -> node.events().warning(pod, null, "NotIsolated", message));
            hostPorts = PodHostPorts.open(node, pod, address);
            disk = DiskWatch.begin(this, sandbox, this::evict);
            return true;
        } catch (ConfigException missing) {
            // What is missing may come, and then is looked for again.
            node.events().warning(pod, null, "FailedMount", String.valueOf(missing.getMessage()));
            return false;
        } catch (StartException failure) {
            node.events().warning(pod, null, "FailedCreatePodSandBox", String.valueOf(failure.getMessage()));
            sandboxBackOff.failed(node.clock().instant());
            reviewLater(sandboxBackOff.remaining(node.clock().instant()));
            return false;
        }
    }

    private void ensureContainers() {
        PodSandbox shell = sandbox;
        if (shell == null) {
            return;
        }
        Optional<ContainerUnit> next =
                initContainers.stream().filter(unit -> !unit.succeeded()).findFirst();
        if (next.isPresent()) {
            next.get().ensure(shell);
            over = next.get().isOver();
        } else {
            for (ContainerUnit unit : containers) {
                unit.ensure(shell);
                if (unit.holdsOthersBack()) {
                    break;
                }
            }
            over = containers.stream().allMatch(ContainerUnit::isOver);
        }
        publish(status());
        if (over) {
            closeSandbox();
        }
    }

    private void terminate() {
        units().forEach(ContainerUnit::end);
        Long asked = pod.getMetadata().getDeletionGracePeriodSeconds();
        long seconds = asked == null ? 0 : asked;
        if (seconds < shortestGrace) {
            shortestGrace = seconds;
            units().forEach(unit -> unit.terminate(Duration.ofSeconds(seconds), "Stopping container " + unit.name()));
        }
        if (units().noneMatch(ContainerUnit::isRunning)) {
            publish(status());
            release();
            try {
                node.store()
                        .of(Pod.class)
                        .delete(
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getName(),
                                Deletion.now().onlyUid(uid));
            } catch (ApiStatusException alreadyGone) {
                LOG.debug("pod {}: {}", pod.getMetadata().getName(), alreadyGone.getMessage());
            }
        }
    }

    /** Whether its time is over; it is ended then. */
    private boolean late() {
        Long seconds = pod.getSpec().getActiveDeadlineSeconds();
        if (seconds == null || over) {
            return false;
        }
        Duration left = Duration.between(node.clock().instant(), since.plusSeconds(seconds));
        if (left.isNegative() || left.isZero()) {
            node.events().normal(pod, null, DEADLINE.reason(), DEADLINE.message());
            endPod(DEADLINE, grace());
            return true;
        }
        if (!seconds.equals(deadline)) {
            deadline = seconds;
            reviewLater(left);
        }
        return false;
    }

    private void evict(String message) {
        if (end == null && !over && pod.getMetadata().getDeletionTimestamp() == null) {
            node.events().warning(pod, null, "Evicted", message);
            endPod(new PodEnd("Evicted", message), EVICTION_GRACE);
        }
    }

    /** Ends all containers for good; the pod has failed when none runs any more. */
    private void endPod(PodEnd why, Duration grace) {
        end = why;
        units().forEach(ContainerUnit::end);
        units().forEach(unit -> unit.terminate(grace, "Stopping container " + unit.name()));
        review();
    }

    private void afterEnd() {
        boolean ended = units().noneMatch(ContainerUnit::isRunning);
        publish(status());
        if (ended && !over) {
            over = true;
            closeSandbox();
        }
    }

    /** Ends everything at once and gives back what the pod had. */
    private void release() {
        if (released) {
            return;
        }
        released = true;
        units().forEach(ContainerUnit::end);
        units().forEach(ContainerUnit::kill);
        closeSandbox();
        if (ip != null) {
            node.addresses().free(ip);
        }
        CompletableFuture<Void> unused = CompletableFuture.allOf(
                        units().map(ContainerUnit::idle).toArray(CompletableFuture<?>[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .whenComplete((idle, late) -> {
                    units().map(ContainerUnit::logs).forEach(ContainerLogs::discard);
                    gone.complete(null);
                });
    }

    private void closeSandbox() {
        if (disk != null) {
            disk.stop();
        }
        if (sandbox != null) {
            hostPorts.ifPresent(HostPorts::close);
            sandbox.close();
            sandbox = null;
        }
    }

    private PodStatus status() {
        String now = ContainerPhase.time(node.clock().instant());
        PodStatus status = PodStatuses.of(
                pod,
                initContainers.stream().map(ContainerUnit::status).toList(),
                containers.stream().map(ContainerUnit::status).toList(),
                ip,
                startTime,
                now);
        boolean ended = end != null && units().noneMatch(ContainerUnit::isRunning);
        return ended ? PodStatuses.ended(status, end, now) : status;
    }

    private void publish(PodStatus status) {
        if (status.equals(pod.getStatus())) {
            return;
        }
        try {
            pod = node.store()
                    .of(Pod.class)
                    .update(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), current -> {
                        if (current.getMetadata().getUid().equals(uid)) {
                            current.setStatus(status);
                        }
                        return current;
                    });
        } catch (ApiStatusException removed) {
            LOG.debug("pod {}: {}", pod.getMetadata().getName(), removed.getMessage());
        }
    }

    private Stream<String> images() {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .map(Container::getImage);
    }

    private static String image(Pod pod, String container) {
        return Stream.concat(pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
                .filter(candidate -> candidate.getName().equals(container))
                .map(Container::getImage)
                .findFirst()
                .orElse("");
    }

    private static long version(Pod pod) {
        String version = pod.getMetadata().getResourceVersion();
        return version == null || version.isEmpty() ? -1 : Long.parseLong(version);
    }

    private Stream<ContainerUnit> units() {
        return Stream.concat(initContainers.stream(), containers.stream());
    }
}
