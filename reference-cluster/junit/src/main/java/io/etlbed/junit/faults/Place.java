package io.etlbed.junit.faults;

/** Where a fault happens: the server of the requests that it is to meet. */
public sealed interface Place {

    /** Requests to any proxy, of clients and of other nodes. */
    static Place proxies() {
        return new AnyProxy();
    }

    /**
     * Requests to one proxy.
     *
     * @param id as the cluster map has it
     */
    static Place proxy(String id) {
        return new Node(id);
    }

    /** Requests to any target, of clients, of proxies and of pods that fetch objects. */
    static Place targets() {
        return new AnyTarget();
    }

    /**
     * Requests to one target.
     *
     * @param id as the cluster map has it
     */
    static Place target(String id) {
        return new Node(id);
    }

    /** Requests of targets to their pods. */
    static Place pods() {
        return new AnyPod();
    }

    /**
     * Requests of targets to pods whose name begins so, as those of one ETL do (LIFE-14). Where pods are reached through
     * node ports they have no names here, and match none.
     *
     * @param prefix such as {@code etl-md5}
     */
    static Place pods(String prefix) {
        return new PodsNamed(prefix);
    }

    /** Requests of nodes to the Kubernetes API; not those of the test itself. */
    static Place kubernetes() {
        return new Kubernetes();
    }

    /** Any proxy. */
    record AnyProxy() implements Place {}

    /** Any target. */
    record AnyTarget() implements Place {}

    /** One node, by its id. */
    record Node(String id) implements Place {}

    /** Any pod. */
    record AnyPod() implements Place {}

    /** Pods by the beginning of their names. */
    record PodsNamed(String prefix) implements Place {}

    /** The Kubernetes API. */
    record Kubernetes() implements Place {}
}
