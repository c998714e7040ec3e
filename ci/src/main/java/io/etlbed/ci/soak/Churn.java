package io.etlbed.ci.soak;

import io.etlbed.ci.bench.Transformers;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** ETLs that are started, stopped, started again and deleted while others serve. */
final class Churn {

    private static final String SCRIPT = "def transform(data):\n    return data\n";

    private final URI proxy;
    private final Random random;
    private final Tally tally;

    Churn(URI proxy, Random random, Tally tally) {
        this.proxy = proxy;
        this.random = random;
        this.tally = tally;
    }

    void run(BooleanSupplier goesOn) throws InterruptedException, IOException {
        try (AisClient ais = AisClient.of(proxy)) {
            for (int turn = 0; goesOn.getAsBoolean(); turn++) {
                String id = "churn-" + turn;
                String mechanism = List.of("hpush://", "hrev://", "hpull://").get(random.nextInt(3));
                EtlInit init = random.nextBoolean()
                        ? Transformers.image(id, "echo", mechanism)
                        : Transformers.code(id, SCRIPT, "", mechanism);
                live(ais, init);
            }
        }
    }

    private void live(AisClient ais, EtlInit init) throws InterruptedException, IOException {
        boolean there = step("init", () -> ais.etl().init(init));
        if (there) {
            if (random.nextBoolean()) {
                step("stop", () -> ais.etl().stop(init.id()));
                step("start", () -> ais.etl().start(init.id()));
            }
            step("delete", () -> ais.etl().delete(init.id()));
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private boolean step(String what, Step step) throws InterruptedException, IOException {
        try {
            step.run();
            tally.count(what + " of other ETLs");
            return true;
        } catch (AisException e) {
            // Its pod may have been the one that was killed while it started.
            if (e.status() >= 400 && e.status() < 500) {
                tally.count("failed " + what + " of other ETLs");
            } else {
                tally.wrong(what + ": " + e.status() + " " + e.getMessage());
            }
            return false;
        }
    }
}
