package io.etlbed.cluster.data;

/** An inline transform: what the pod answers is the answer to the client (XFORM-01). */
final class TransformExchange implements Exchange {

    private final Transform transform;

    /** The claim on the plan's file passes on. */
    TransformExchange(Connection connection, Plan.Transform plan) {
        this.transform = new Transform(
                connection.server(),
                connection.context().channel().eventLoop(),
                connection.context().alloc(),
                plan.file(),
                plan.call(),
                new TransformAnswer(connection));
    }

    void start() {
        transform.start();
    }

    @Override
    public void writabilityChanged() {
        transform.sinkChanged();
    }

    @Override
    public void lost() {
        transform.cancel();
    }

    @Override
    public void tick() {
        transform.tick();
    }
}
