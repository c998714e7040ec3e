package io.etlbed.cluster.client;

import java.util.Optional;

/**
 * How a job goes about its objects; {@link #NONE} and the methods that change one thing of it.
 *
 * @param selection which objects
 * @param names what the new objects are called
 * @param dryRun whether to count only (API-05)
 * @param goOn whether to name what fails at the end, in place of ending with the first failure
 * @param requestTimeout for each object, such as {@code 30s}; absent: no limit
 */
public record JobOptions(
        JobSelection selection, NewNames names, boolean dryRun, boolean goOn, Optional<String> requestTimeout) {

    /** Every object, by its own name, and the first failure ends it. */
    public static final JobOptions NONE =
            new JobOptions(JobSelection.ALL, NewNames.SAME, false, false, Optional.empty());

    public JobOptions selecting(JobSelection chosen) {
        return new JobOptions(chosen, names, dryRun, goOn, requestTimeout);
    }

    public JobOptions calling(NewNames newNames) {
        return new JobOptions(selection, newNames, dryRun, goOn, requestTimeout);
    }

    public JobOptions countingOnly() {
        return new JobOptions(selection, names, true, goOn, requestTimeout);
    }

    public JobOptions goingOn() {
        return new JobOptions(selection, names, dryRun, true, requestTimeout);
    }
}
