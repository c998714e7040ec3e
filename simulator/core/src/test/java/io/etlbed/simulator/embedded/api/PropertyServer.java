package io.etlbed.simulator.embedded.api;

/** A server for all tries of a property: each has a namespace of its own. */
final class PropertyServer implements AutoCloseable {

    final TestServer at = new TestServer();
    final Api api = new Api(new RawClient(at.kubeconfig));

    @Override
    public void close() {
        at.close();
    }
}
