package io.etlbed.ci.bench;

import java.io.IOException;

/** One of two servers that are under the same load in turn: what a request costs it, and how many it answers. */
final class LoadedServer {

    private final Cpu cpu;
    private final Load load;
    private final Samples cost = new Samples();
    private final Samples rate = new Samples();

    /** Loads the server once. */
    @FunctionalInterface
    interface Load {
        Wrk.Load run() throws IOException, InterruptedException;
    }

    /** What the server has used. */
    @FunctionalInterface
    interface Cpu {
        long nanos() throws IOException;
    }

    LoadedServer(Cpu cpu, Load load) {
        this.cpu = cpu;
        this.load = load;
    }

    /**
     * Microseconds of CPU for each request of one load.
     *
     * @param counted whether it is more than a warm-up
     */
    double load(boolean counted) throws IOException, InterruptedException {
        long before = cpu.nanos();
        Wrk.Load done = load.run();
        double micros = (cpu.nanos() - before) / 1000.0 / done.requests();
        if (counted) {
            cost.add(micros);
            rate.add(done.perSecond());
        }
        return micros;
    }

    /** Cost and rate, as two cells of a table. */
    String cells() {
        return "%s | %,.0f".formatted(cost.text(1), rate.median());
    }
}
