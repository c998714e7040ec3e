package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.events.EventRecorder;
import io.etlbed.simulator.embedded.kubelet.ContainerPhase.Waiting;
import io.etlbed.simulator.embedded.runtime.ContainerImage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A container's wait for its image: asked for again and again, ever less often. */
final class ImageWait {

    private final PodContext pod;
    private final String image;
    private final String fieldPath;
    private final Duration errorShown;
    private final BackOff backOff;
    private Instant errorUntil = Instant.MIN;
    private Waiting waiting = new Waiting("ContainerCreating", null);

    /**
     * Makes one.
     *
     * @param errorShown how long the error itself is shown before it becomes a back-off
     */
    ImageWait(PodContext pod, String image, String fieldPath, Duration errorShown) {
        this.pod = pod;
        this.image = image;
        this.fieldPath = fieldPath;
        this.errorShown = errorShown;
        this.backOff = new BackOff(
                pod.node().settings().firstBackOff(), pod.node().settings().longestBackOff());
    }

    /** The image, or empty while there is none; the pod is looked at again when something may have changed. */
    Optional<ContainerImage> get() {
        EventRecorder events = pod.node().events();
        if (!ImageName.isValid(image)) {
            tellInvalid(events);
            return Optional.empty();
        }
        Instant now = pod.node().clock().instant();
        Duration wait = backOff.remaining(now);
        if (!wait.isZero()) {
            if (now.isBefore(errorUntil)) {
                pod.reviewLater(Duration.between(now, errorUntil));
            } else {
                if (!waiting.reason().equals("ImagePullBackOff")) {
                    events.normal(pod.pod(), fieldPath, "BackOff", "Back-off pulling image \"" + image + "\"");
                    events.warning(pod.pod(), fieldPath, "Failed", "Error: ImagePullBackOff");
                }
                waiting =
                        new Waiting("ImagePullBackOff", "Back-off pulling image \"" + image + "\": " + reason(waiting));
                pod.reviewLater(wait);
            }
            return Optional.empty();
        }
        try {
            ContainerImage prepared = pod.node().images().pull(image);
            backOff.reset();
            return Optional.of(prepared);
        } catch (ImageException failure) {
            String message = "Failed to pull image \"" + image + "\": " + failure.getMessage();
            events.warning(pod.pod(), fieldPath, "Failed", message);
            events.warning(pod.pod(), fieldPath, "Failed", "Error: ErrImagePull");
            waiting = new Waiting("ErrImagePull", failure.getMessage());
            backOff.failed(now);
            errorUntil = now.plus(errorShown);
            pod.reviewLater(errorShown);
            return Optional.empty();
        }
    }

    /** No wait helps: told once. */
    private void tellInvalid(EventRecorder events) {
        if (!waiting.reason().equals("InvalidImageName")) {
            String message = "Failed to apply default image tag \"" + image + "\": couldn't parse image name \"" + image
                    + "\": invalid reference format";
            events.warning(pod.pod(), fieldPath, "InspectFailed", message);
            events.warning(pod.pod(), fieldPath, "Failed", "Error: InvalidImageName");
            waiting = new Waiting("InvalidImageName", message);
        }
    }

    Waiting waiting() {
        return waiting;
    }

    /** There may be an image now: no wait any more. */
    void retry() {
        backOff.reset();
    }

    void tellPulled() {
        pod.node()
                .events()
                .normal(pod.pod(), fieldPath, "Pulled", "Container image \"" + image + "\" already present on machine");
    }

    private static String reason(Waiting waiting) {
        String message = String.valueOf(waiting.message());
        int colon = message.indexOf("\": ");
        return waiting.reason().equals("ImagePullBackOff") && colon >= 0 ? message.substring(colon + 3) : message;
    }
}
