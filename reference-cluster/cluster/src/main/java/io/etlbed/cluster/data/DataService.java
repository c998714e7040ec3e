package io.etlbed.cluster.data;

/** What a node does with the requests to its port. */
@FunctionalInterface
public interface DataService {

    /**
     * Decides on a request by its head. Called on an event loop: it must not block.
     *
     * @throws io.etlbed.cluster.wire.AisException what the client is told
     */
    Plan plan(RequestHead request);
}
