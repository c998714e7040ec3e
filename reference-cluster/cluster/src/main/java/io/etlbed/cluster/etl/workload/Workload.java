package io.etlbed.cluster.etl.workload;

import io.etlbed.cluster.etl.spec.Communication;
import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/** What an ETL runs on every target. */
public sealed interface Workload permits SpecWorkload, CodeWorkload, ImageWorkload {

    /** How a target and the container exchange objects. */
    Communication communication();

    /** The port by which targets contact the container, 1–65535. */
    int containerPort();

    /** The Pod, a new one on each call, without what the cluster adds for each target. */
    Pod newPod();

    /** The program that {@code io://} runs for each object, as AIStore's runners are told of it: a line for a shell. */
    String program();

    /**
     * Whether what is pushed is a PUT to {@code /BUCKET/OBJECT}, as the newer AIStore does and its servers of classes
     * expect; otherwise it goes to {@code /}.
     */
    default boolean namesObjects() {
        return false;
    }

    /** Adds the members of the init message that say what is run (LIFE-05). */
    void describe(Members message);

    /** Members of a JSON object. */
    interface Members {
        /** @param value a text, a number or a map of texts; null for JSON's null */
        void put(String name, @Nullable Object value);

        /** @param value a JSON object, as text */
        void putObject(String name, String value);
    }
}
