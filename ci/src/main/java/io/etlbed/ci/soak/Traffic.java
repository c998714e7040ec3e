package io.etlbed.ci.soak;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** One client that reads objects through ETLs and looks at every byte. */
final class Traffic {

    private static final int BAD_REQUEST = 400;

    private final URI proxy;
    private final List<Subject> subjects;
    private final Map<ObjectRef, byte[]> objects;
    private final List<ObjectRef> names;
    private final Random random;
    private final Tally tally;

    Traffic(URI proxy, List<Subject> subjects, Map<ObjectRef, byte[]> objects, Random random, Tally tally) {
        this.proxy = proxy;
        this.subjects = subjects;
        this.objects = objects;
        this.names = List.copyOf(objects.keySet());
        this.random = random;
        this.tally = tally;
    }

    void run(BooleanSupplier goesOn) throws InterruptedException {
        try (AisClient ais = AisClient.of(proxy)) {
            while (goesOn.getAsBoolean()) {
                read(ais, subjects.get(random.nextInt(subjects.size())), names.get(random.nextInt(names.size())));
            }
        }
    }

    private void read(AisClient ais, Subject subject, ObjectRef object) throws InterruptedException {
        byte[] stored = objects.get(object);
        ByteArrayOutputStream answer = new ByteArrayOutputStream(stored.length);
        try {
            ais.objects().get(ObjectRead.of(object).through(subject.id()), answer);
            if (Arrays.equals(answer.toByteArray(), subject.answer().apply(stored))) {
                tally.count("transforms by " + subject.id());
            } else {
                tally.wrong(
                        subject.id() + " of " + object.name() + ": " + answer.size() + " bytes, not those expected");
            }
        } catch (AisException e) {
            // A pod that was killed: the error is a 400 that says so (COMM-09).
            if (e.status() == BAD_REQUEST) {
                tally.count("errors of " + subject.id());
            } else {
                tally.wrong(subject.id() + " of " + object.name() + ": " + e.status() + " " + e.getMessage());
            }
        } catch (IOException e) {
            // A body that was broken off; with hpull:// also a pod that takes no connections.
            tally.count("broken answers of " + subject.id());
        }
    }
}
