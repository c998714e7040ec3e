package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Waiting;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's wait for what its image has the node do before each start. It is done aside, for it may take minutes.
 * What has failed once is not tried again: the pod is to be created anew. Touched in the pod's mailbox only.
 */
final class PreparationWait {

    private static final Logger LOG = LoggerFactory.getLogger(PreparationWait.class);
    private static final int SHOWN_BEGIN = 512;
    private static final int SHOWN_END = 4096;

    private final PodContext pod;
    private final String fieldPath;
    private final String reason;
    private final Set<Provision.Notice> told = new HashSet<>();
    private Waiting waiting;
    private @Nullable Attempt attempt;
    private boolean failed;

    /**
     * Makes one.
     *
     * @param reason of the container's state while it waits
     */
    PreparationWait(PodContext pod, String fieldPath, String reason) {
        this.pod = pod;
        this.fieldPath = fieldPath;
        this.reason = reason;
        this.waiting = new Waiting(reason, null);
    }

    /** One preparation for one environment. */
    private static final class Attempt {
        private final Map<String, String> environment;
        private final PodProgress progress;
        private @Nullable Errand errand;
        private @Nullable Provision provision;

        Attempt(Map<String, String> environment, PodProgress progress) {
            this.environment = environment;
            this.progress = progress;
        }
    }

    /**
     * What the container gets for this start, or empty while that is not known; the pod is looked at again when it is.
     *
     * @param variables the container's own, resolved
     */
    Optional<Provision> get(Bundle bundle, Map<String, String> variables) {
        if (bundle.preparation().isEmpty()) {
            return Optional.of(Provision.NOTHING);
        }
        if (failed) {
            return Optional.empty();
        }
        Map<String, String> environment = new LinkedHashMap<>(bundle.environment());
        environment.putAll(variables);
        Attempt current = attempt;
        if (current == null) {
            begin(bundle.preparation().get(), environment);
            return Optional.empty();
        }
        if (current.provision == null) {
            return Optional.empty();
        }
        attempt = null;
        if (!current.environment.equals(environment)) {
            // What it refers to has changed meanwhile.
            begin(bundle.preparation().get(), environment);
            return Optional.empty();
        }
        return Optional.of(current.provision);
    }

    Waiting waiting() {
        return waiting;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Nobody waits any more. */
    void cancel() {
        if (attempt != null && attempt.errand != null) {
            attempt.progress.close();
            attempt.errand.cancel();
        }
    }

    /** Done when nothing that was begun goes on. */
    CompletableFuture<Void> ended() {
        return attempt == null || attempt.errand == null
                ? CompletableFuture.completedFuture(null)
                : attempt.errand.ended();
    }

    private void begin(Preparation preparation, Map<String, String> environment) {
        PodProgress progress = new PodProgress(pod, fieldPath, line -> {
            if (attempt != null && attempt.provision == null && !failed) {
                waiting = new Waiting(reason, line);
                pod.review();
            }
        });
        Attempt begun = new Attempt(environment, progress);
        attempt = begun;
        begun.errand = Errand.start(pod.node().threads(), () -> work(begun, preparation));
    }

    private void work(Attempt begun, Preparation preparation) throws InterruptedException {
        try {
            Provision provision = preparation.prepare(begun.environment, begun.progress);
            begun.progress.close();
            pod.mailbox().execute(() -> succeeded(begun, provision));
        } catch (SimulatorException refused) {
            begun.progress.close();
            pod.mailbox().execute(() -> failed(String.valueOf(refused.getMessage())));
        } catch (RuntimeException broken) {
            LOG.error("a preparation is broken", broken);
            begun.progress.close();
            pod.mailbox().execute(() -> failed("the preparation of the image is broken: " + broken));
        }
    }

    private void succeeded(Attempt begun, Provision provision) {
        begun.provision = provision;
        waiting = new Waiting(reason, null);
        for (Provision.Notice notice : provision.notices()) {
            if (!told.add(notice)) {
                continue;
            }
            if (notice.warning()) {
                pod.node().events().warning(pod.pod(), fieldPath, notice.reason(), notice.message());
            } else {
                pod.node().events().normal(pod.pod(), fieldPath, notice.reason(), notice.message());
            }
        }
        pod.review();
    }

    private void failed(String message) {
        String shown = shortened(message);
        failed = true;
        waiting = new Waiting("CreateContainerConfigError", shown);
        pod.node().events().warning(pod.pod(), fieldPath, "Failed", "Error: " + shown);
        pod.review();
    }

    /** Its begin says what was done, its end how it went wrong. */
    private static String shortened(String message) {
        return message.length() <= SHOWN_BEGIN + SHOWN_END
                ? message
                : message.substring(0, SHOWN_BEGIN) + "\n…\n" + message.substring(message.length() - SHOWN_END);
    }
}
