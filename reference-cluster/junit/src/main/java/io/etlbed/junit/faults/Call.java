package io.etlbed.junit.faults;

import java.util.function.Supplier;

/**
 * A request as rules see it.
 *
 * @param to its server
 * @param podName of that server, looked up when a rule wants to know; empty where it is no pod
 * @param path as it was sent, without the query
 */
record Call(Server to, Supplier<String> podName, String method, String path, String query) {

    /** Who serves. */
    sealed interface Server {}

    record ProxyNode(String id) implements Server {}

    record TargetNode(String id) implements Server {}

    record PodServer() implements Server {}

    record KubernetesServer() implements Server {}

    boolean isAt(Place place) {
        if (place instanceof Place.AnyProxy) {
            return to instanceof ProxyNode;
        }
        if (place instanceof Place.AnyTarget) {
            return to instanceof TargetNode;
        }
        if (place instanceof Place.Node node) {
            return (to instanceof ProxyNode proxy && proxy.id().equals(node.id()))
                    || (to instanceof TargetNode target && target.id().equals(node.id()));
        }
        if (place instanceof Place.AnyPod) {
            return to instanceof PodServer;
        }
        if (place instanceof Place.PodsNamed pods) {
            return to instanceof PodServer && podName.get().startsWith(pods.prefix());
        }
        return to instanceof KubernetesServer;
    }
}
