package io.etlbed.cluster.etl;

/** How a target gets an object transformed by its own pod of an ETL (catalogue, COMM). */
public sealed interface Communicator {

    /** Where the pod listens, as the target's dialer reaches it. */
    PodAddress pod();

    /** Where to count what has been transformed. */
    Traffic traffic();

    /**
     * {@code hpush://}: the object is the body of a POST, or of a PUT where the container knows only that (COMM-01).
     *
     * @param verb remembered for the ETL once the container has answered
     */
    record HPush(PodAddress pod, PushVerb verb, Traffic traffic) implements Communicator {

        /** One whose traffic nobody looks at. */
        public HPush(PodAddress pod, PushVerb verb) {
            this(pod, verb, new Traffic());
        }
    }
}
