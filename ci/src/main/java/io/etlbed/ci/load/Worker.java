package io.etlbed.ci.load;

import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One client of a mix, which sends one call after the other until it is told to stop. */
final class Worker {

    /** After a call that has failed: nobody is helped by thousands of them. */
    private static final long PAUSE_MILLIS = 20;

    private final Mix mix;
    private final LoadedObjects objects;
    private final Calls calls;
    private final String etl;
    private final EtlAnswers answers;
    private final Random random;
    private final Tally tally;
    private final CountDownLatch stop;

    /** @param stop is at zero when it is to stop */
    Worker(
            Mix mix,
            LoadedObjects objects,
            Calls calls,
            String etl,
            EtlAnswers answers,
            Random random,
            Tally tally,
            CountDownLatch stop) {
        this.mix = mix;
        this.objects = objects;
        this.calls = calls;
        this.etl = etl;
        this.answers = answers;
        this.random = random;
        this.tally = tally;
        this.stop = stop;
    }

    void run() throws InterruptedException {
        while (stop.getCount() > 0) {
            Optional<LoadedObject> toRead =
                    random.nextInt(100) < mix.percentPut() ? Optional.empty() : objects.toRead(random);
            Tally.Call call = toRead.isPresent() ? Tally.Call.GET : Tally.Call.PUT;
            long begun = System.nanoTime();
            try {
                long bytes = toRead.isPresent() ? read(toRead.get()) : write();
                tally.done(call, System.nanoTime() - begun, bytes);
            } catch (IOException e) {
                // What breaks off because the load is over is nobody's fault.
                if (stop.getCount() > 0) {
                    tally.failed(call, e);
                    boolean over = stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                    if (over) {
                        return;
                    }
                }
            }
        }
    }

    private long write() throws IOException {
        LoadedObject object = objects.toWrite(random);
        try {
            return calls.put(object);
        } finally {
            object.release();
        }
    }

    private long read(LoadedObject object) throws IOException {
        return switch (mix.read()) {
            case WHOLE -> calls.get(object);
            case RANGE -> calls.part(object, random);
            case ETL_BY_UUID -> calls.transformed(object, "uuid", etl, answers);
            case ETL_BY_NAME -> calls.transformed(object, "etl_name", etl, answers);
        };
    }
}
