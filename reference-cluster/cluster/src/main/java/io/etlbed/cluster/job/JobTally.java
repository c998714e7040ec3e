package io.etlbed.cluster.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What one target has done of a job, and what it has not. */
final class JobTally {

    private static final int REMEMBERED_NAMES = 100;

    private final LongSupplier nanos;
    private final long begun;
    private final Pace pace;

    // All guarded by this.
    private final List<JobReport.FailedObject> failed = new ArrayList<>();
    private final List<String> missingNames = new ArrayList<>();
    private long hereObjects;
    private long hereBytes;
    private long sentObjects;
    private long sentBytes;
    private long doneBytes;
    private long failures;
    private long missing;
    private long allObjects = -1;
    private long allBytes;
    private long ended;

    /** @param nanos a clock, as {@link System#nanoTime()} */
    JobTally(LongSupplier nanos) {
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.pace = new Pace(nanos);
    }

    /** How much there is to be done. */
    synchronized void all(long objects, long bytes) {
        allObjects = objects;
        allBytes = bytes;
    }

    /**
     * An object is done.
     *
     * @param size of the source
     * @param written size of the new one
     * @param sent whether it went to another target
     */
    synchronized void done(long size, long written, boolean sent) {
        if (sent) {
            sentObjects++;
            sentBytes += written;
        } else {
            hereObjects++;
            hereBytes += written;
        }
        doneBytes += size;
        pace.mark(hereObjects + sentObjects, doneBytes);
    }

    /** An object could not be done. */
    synchronized void failed(String name, String reason) {
        failures++;
        if (failed.size() < REMEMBERED_NAMES) {
            failed.add(new JobReport.FailedObject(name, reason));
        }
    }

    /** An object that a template names is not there. */
    synchronized void missing(String name) {
        missing++;
        if (missingNames.size() < REMEMBERED_NAMES) {
            missingNames.add(name);
        }
    }

    /** Nothing more will be done. */
    synchronized void end() {
        ended = nanos.getAsLong();
    }

    /** What has failed, as text; null where nothing has. */
    synchronized @Nullable String failures() {
        if (failures == 0) {
            return null;
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        failed.forEach(each -> reasons.put(each.name(), each.reason()));
        return failures + " of " + allObjects + " objects failed: " + reasons;
    }

    /** Counters, by the names that AIStore's clients know. */
    synchronized Map<String, String> counters() {
        return Map.of(
                "loc-objs", Long.toString(hereObjects),
                "loc-bytes", Long.toString(hereBytes),
                "out-objs", Long.toString(sentObjects),
                "out-bytes", Long.toString(sentBytes),
                "in-objs", "0",
                "in-bytes", "0");
    }

    synchronized JobReport.Progress progress() {
        long objects = hereObjects + sentObjects;
        Pace.Rate rate = ended == 0 ? pace.rate(objects, doneBytes) : average(objects);
        return new JobReport.Progress(
                objects,
                doneBytes,
                allObjects,
                allBytes,
                rate.objects(),
                rate.bytes(),
                left(objects, rate),
                failures,
                List.copyOf(failed),
                missing,
                List.copyOf(missingNames));
    }

    private Pace.Rate average(long objects) {
        double seconds =
                Math.max(1, ended - begun) / (double) Duration.ofSeconds(1).toNanos();
        return new Pace.Rate(objects / seconds, doneBytes / seconds);
    }

    /** Seconds until it is done at this rate; null where nobody can tell. */
    private @Nullable Double left(long objects, Pace.Rate rate) {
        if (ended != 0) {
            return 0.0;
        }
        long objectsLeft = allObjects - failures - objects;
        if (allObjects < 0 || rate.objects() <= 0) {
            return null;
        }
        // Many small objects take their number, few large ones their bytes.
        double byBytes = rate.bytes() <= 0 ? 0 : (allBytes - doneBytes) / rate.bytes();
        return Math.max(0, Math.max(objectsLeft / rate.objects(), byBytes));
    }
}
