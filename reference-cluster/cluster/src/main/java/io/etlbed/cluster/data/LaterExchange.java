package io.etlbed.cluster.data;

import java.util.function.Consumer;

/** Makes a plan on a worker, and goes on with it on the event loop. */
final class LaterExchange implements Exchange {

    private final Connection connection;
    private final Plan.Later.Maker maker;
    private final Consumer<Plan> next;
    private boolean lost;

    LaterExchange(Connection connection, Plan.Later.Maker maker, Consumer<Plan> next) {
        this.connection = connection;
        this.maker = maker;
        this.next = next;
    }

    void start() {
        connection.server().workers().run(this::make);
    }

    private void make() {
        try {
            Plan plan = maker.make();
            onLoop(() -> deliver(plan, lost, next));
        } catch (Exception e) {
            onLoop(() -> {
                if (!lost) {
                    connection.fail(e);
                }
            });
        }
    }

    private void onLoop(Runnable task) {
        connection.context().executor().execute(task);
    }

    /** Where nobody waits for it any more, it must not keep what it has a claim on. */
    static void deliver(Plan plan, boolean lost, Consumer<Plan> next) {
        if (!lost) {
            next.accept(plan);
        } else if (plan instanceof Plan.Send send) {
            send.file().release();
        } else if (plan instanceof Plan.Transform transform) {
            transform.file().release();
        }
    }

    @Override
    public void lost() {
        lost = true;
    }
}
