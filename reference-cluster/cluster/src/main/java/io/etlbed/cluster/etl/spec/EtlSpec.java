package io.etlbed.cluster.etl.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** A valid specification: what the cluster needs to know of it, and the Pod itself. */
public final class EtlSpec {

    private static final int DEFAULT_TIMEOUT_SECONDS = 5;
    private static final int DEFAULT_PERIOD_SECONDS = 10;

    private final SpecUnderTest spec;
    private final ObjectNode json;

    EtlSpec(SpecUnderTest spec, ObjectNode json) {
        this.spec = spec;
        this.json = json;
    }

    /** What the message says, else the annotation, else {@code hpush://} (SPEC-02, SPEC-15). */
    public Communication communication() {
        return spec.communication();
    }

    /** The annotation's limit of the wait for pods; empty, and for zero, there is none (SPEC-03). */
    public Optional<Duration> waitTimeout() {
        return spec.annotation(SpecUnderTest.WAIT_TIMEOUT)
                .string()
                .flatMap(GoDuration::parse)
                .filter(timeout -> !timeout.isZero());
    }

    /** {@code metadata.name}, the ETL_ID where the message names none (API-09). */
    public Optional<String> name() {
        return spec.metadata().field("name").string();
    }

    /** Where {@code metadata.name} stands. */
    public Position namePosition() {
        return spec.metadata().field("name").at();
    }

    /** The port by which the cluster contacts the container (SPEC-08); empty only with {@code io://}. */
    public OptionalInt containerPort() {
        var port =
                spec.container().field("ports").item(0).field("containerPort").integer();
        return port.isPresent() ? OptionalInt.of((int) port.getAsLong()) : OptionalInt.empty();
    }

    /**
     * The Pod, a new one on each call: every field as given (SPEC-17), and the defaults of the probe where it leaves them
     * out (SPEC-10, SPEC-11).
     */
    public Pod newPod() {
        Pod pod;
        try {
            pod = PodTypes.pod(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a Pod that was checked does not parse", e);
        }
        Probe probe = pod.getSpec().getContainers().get(0).getReadinessProbe();
        if (probe != null) {
            if (probe.getTimeoutSeconds() == null || probe.getTimeoutSeconds() == 0) {
                probe.setTimeoutSeconds(DEFAULT_TIMEOUT_SECONDS);
            }
            if (probe.getPeriodSeconds() == null || probe.getPeriodSeconds() == 0) {
                probe.setPeriodSeconds(DEFAULT_PERIOD_SECONDS);
            }
        }
        return pod;
    }
}
