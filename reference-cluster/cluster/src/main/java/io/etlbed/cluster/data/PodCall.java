package io.etlbed.cluster.data;

import io.etlbed.cluster.etl.PodAddress;
import io.etlbed.cluster.etl.PushVerb;
import io.etlbed.cluster.etl.Traffic;

/** A request to an ETL's pod on this node; what the pod answers is the answer to the client. */
public sealed interface PodCall {

    /** For messages. */
    String etlId();

    /** Bucket and name of the object, for messages. */
    String object();

    /** Where the pod listens. */
    PodAddress pod();

    /** Raw path and query of the request, such as {@code /}. */
    String target();

    /** Where to count what has been transformed. */
    Traffic traffic();

    /**
     * The object is the body of the request (COMM-01, COMM-04).
     *
     * @param verb by which method; remembered for the ETL once the container has answered
     */
    record Push(String etlId, String object, PodAddress pod, String target, PushVerb verb, Traffic traffic)
            implements PodCall {}

    /** A GET, upon which the container fetches the object from this node (COMM-02). */
    record Fetch(String etlId, String object, PodAddress pod, String target, Traffic traffic) implements PodCall {}
}
