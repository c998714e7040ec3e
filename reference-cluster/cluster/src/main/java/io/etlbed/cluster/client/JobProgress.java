package io.etlbed.cluster.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a job is, over all targets.
 *
 * @param running whether it is not over yet
 * @param objects that are done; in a dry run, that would be
 * @param bytes of the source that are done
 * @param written bytes of the new objects
 * @param allObjects that there are to be done; empty while some target still counts them
 * @param allBytes of them, likewise
 * @param objectsPerSecond over the last seconds; over all of it once it is over
 * @param bytesPerSecond of the source, likewise
 * @param left until it is done at this rate; empty where nobody can tell yet
 * @param failures how many objects failed
 * @param failed some of them, by name, with their reasons
 * @param missing how many names of a template are not there
 * @param missingNames some of them
 */
public record JobProgress(
        boolean running,
        long objects,
        long bytes,
        long written,
        Optional<Long> allObjects,
        Optional<Long> allBytes,
        double objectsPerSecond,
        double bytesPerSecond,
        Optional<Duration> left,
        long failures,
        Map<String, String> failed,
        long missing,
        List<String> missingNames) {

    public JobProgress {
        failed = Map.copyOf(failed);
        missingNames = List.copyOf(missingNames);
    }
}
