package io.etlbed.cluster.etl;

import java.net.URI;

/** How a target gets an object transformed by its own pod of an ETL (catalogue, COMM). */
public sealed interface Communicator {

    /** Where the pod listens, as the target's dialer reaches it. */
    PodAddress pod();

    /** Where to count what has been transformed. */
    Traffic traffic();

    /**
     * {@code hpush://}: the object is the body of a POST, or of a PUT where the container knows only that (COMM-01).
     *
     * @param named whether the path names the object; else it is {@code /}
     * @param verb remembered for the ETL once the container has answered
     */
    record HPush(PodAddress pod, boolean named, PushVerb verb, Traffic traffic) implements Communicator {}

    /** {@code hrev://}: the client's GET is handed to the container, which fetches the object from the target (COMM-02). */
    record HRev(PodAddress pod, Traffic traffic) implements Communicator {}

    /**
     * {@code hpull://}: the client is sent to the container, which fetches the object from the target (COMM-03).
     *
     * @param entry where clients reach the pod, without a slash at the end
     */
    record HPull(PodAddress pod, URI entry, Traffic traffic) implements Communicator {}

    /**
     * {@code io://}: the object is pushed to a runner in the container, which gives it to a program's input (COMM-04).
     *
     * @param target raw path and query that the runner is called by
     */
    record Io(PodAddress pod, String target, PushVerb verb, Traffic traffic) implements Communicator {}
}
