package io.etlbed.ci.history;

import io.etlbed.ci.history.Operation.Outcome;
import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads everything once nobody changes or harms anything any more. Each object must answer then. */
final class Audit {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;

    private final AisClient ais;
    private final Objects objects;
    private final CountDownLatch never = new CountDownLatch(1);

    Audit(AisClient ais, Objects objects) {
        this.ais = ais;
        this.objects = objects;
    }

    /** One attempt. */
    private interface Attempt {
        Outcome make() throws InterruptedException;
    }

    /** Puts an object; whether there is an answer in the end. */
    boolean put(String key, long number) throws InterruptedException {
        return insist(System.nanoTime() + PATIENCE.toNanos(), () -> objects.put(ais, key, number));
    }

    /** Tries until there is an answer, once at least; whether there is one in the end. */
    private boolean insist(long end, Attempt attempt) throws InterruptedException {
        Outcome outcome = attempt.make();
        while (outcome == Outcome.REFUSED || outcome == Outcome.UNKNOWN) {
            if (System.nanoTime() > end) {
                return false;
            }
            never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            outcome = attempt.make();
        }
        return true;
    }

    /** Reads all of them within a minute, by GET and through the ETL. */
    List<Violation> read(Collection<String> keys) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<String> unread = new ArrayList<>();
        List<String> untransformed = new ArrayList<>();
        for (String key : keys) {
            if (!insist(end, () -> objects.get(ais, key))) {
                unread.add(key);
            } else if (!insist(end, () -> objects.transform(ais, key))) {
                untransformed.add(key);
            }
        }
        List<Violation> violations = new ArrayList<>();
        String late = ", " + PATIENCE.toSeconds() + " s after every node is there again: ";
        if (!unread.isEmpty()) {
            violations.add(Violation.of("objects cannot be read" + late + unread));
        }
        if (!untransformed.isEmpty()) {
            violations.add(Violation.of("objects cannot be transformed" + late + untransformed));
        }
        return violations;
    }

    /** Compares the list of a bucket with the objects that are there. */
    List<Violation> list(String bucket, Set<String> present) throws InterruptedException {
        Set<String> listed = new TreeSet<>();
        try {
            ais.objects().list(bucket, "", entry -> listed.add(entry.name()));
        } catch (IOException | AisException e) {
            return List.of(Violation.of("the objects cannot be listed: " + e.getMessage()));
        }
        List<Violation> violations = new ArrayList<>();
        Set<String> missing = new TreeSet<>(present);
        missing.removeAll(listed);
        if (!missing.isEmpty()) {
            violations.add(Violation.of("the list lacks objects that are there: " + missing));
        }
        listed.removeAll(present);
        if (!listed.isEmpty()) {
            violations.add(Violation.of("the list has objects that are not there: " + listed));
        }
        return violations;
    }
}
