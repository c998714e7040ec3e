package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Outcome;
import io.etlbed.cluster.client.AisClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One client: a change or a read of some object by some proxy, one after the other. */
final class Client {

    private static final long PAUSE_MILLIS = 25;

    private final int id;
    private final List<AisClient> proxies;
    private final Objects objects;
    private final Keys keys;
    private final boolean transforms;
    private final Random random;

    /** @param transforms whether there is an ETL to read through */
    Client(int id, List<AisClient> proxies, Objects objects, Keys keys, boolean transforms, Random random) {
        this.id = id;
        this.proxies = proxies;
        this.objects = objects;
        this.keys = keys;
        this.transforms = transforms;
        this.random = random;
    }

    void run(BooleanSupplier goesOn) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (goesOn.getAsBoolean()) {
            Outcome outcome = step(proxies.get(random.nextInt(proxies.size())));
            if (outcome == Outcome.REFUSED || outcome == Outcome.UNKNOWN) {
                never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private Outcome step(AisClient ais) throws InterruptedException {
        int dice = random.nextInt(20);
        if (dice < 7) {
            String key = keys.toChange(id, random);
            return objects.put(ais, key, keys.next(key));
        }
        if (dice < 10) {
            return objects.delete(ais, keys.toChange(id, random));
        }
        return dice < 14 && transforms
                ? objects.transform(ais, keys.toRead(random))
                : objects.get(ais, keys.toRead(random));
    }
}
