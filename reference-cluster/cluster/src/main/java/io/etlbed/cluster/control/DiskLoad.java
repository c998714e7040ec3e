package io.etlbed.cluster.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How busy the disk below a folder is: between two questions, and before the first one since the node was started. */
final class DiskLoad {

    private static final Logger LOG = LoggerFactory.getLogger(DiskLoad.class);

    private static final Path COUNTERS = Path.of("/proc/diskstats");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int SECTOR = 512;
    private static final int FIELDS = 13;

    private final Path folder;
    private Optional<Sample> last;

    DiskLoad(Path folder) {
        this.folder = folder;
        this.last = sample(folder);
    }

    /** Counters of a disk since the machine was started; {@code busy} in milliseconds. */
    private record Sample(long nanos, String disk, long reads, long read, long writes, long written, long busy) {

        static Sample of(String[] fields) {
            return new Sample(
                    System.nanoTime(),
                    fields[2],
                    Long.parseLong(fields[3]),
                    SECTOR * Long.parseLong(fields[5]),
                    Long.parseLong(fields[7]),
                    SECTOR * Long.parseLong(fields[9]),
                    Long.parseLong(fields[12]));
        }
    }

    /** Bytes per second, mean bytes of an operation, and utilization in percent, by disk; empty where the system does not tell. */
    synchronized Map<String, Object> now() {
        Optional<Sample> before = last;
        Optional<Sample> now = sample(folder);
        last = now;
        return before.isPresent() && now.isPresent() ? between(before.get(), now.get()) : Map.of();
    }

    private static Map<String, Object> between(Sample before, Sample now) {
        long millis = Math.max(1, (now.nanos() - before.nanos()) / 1_000_000);
        long read = now.read() - before.read();
        long written = now.written() - before.written();
        Map<String, Object> load = new LinkedHashMap<>();
        load.put("RBps", read * 1000 / millis);
        load.put("Ravg", read / Math.max(1, now.reads() - before.reads()));
        load.put("WBps", written * 1000 / millis);
        load.put("Wavg", written / Math.max(1, now.writes() - before.writes()));
        load.put("Util", Math.min(100, (now.busy() - before.busy()) * 100 / millis));
        return Map.of(now.disk(), load);
    }

    private static Optional<Sample> sample(Path folder) {
        try {
            long device = ((Number) Files.getAttribute(folder, "unix:dev")).longValue();
            String major = Long.toString(((device >> 8) & 0xfff) | ((device >> 32) & ~0xfffL));
            String minor = Long.toString((device & 0xff) | ((device >> 12) & ~0xffL));
            try (Stream<String> lines = Files.lines(COUNTERS)) {
                return lines.map(line -> BLANKS.split(line.strip()))
                        .filter(fields -> fields.length >= FIELDS && fields[0].equals(major) && fields[1].equals(minor))
                        .findFirst()
                        .map(Sample::of);
            }
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            LOG.debug("nothing is known of the disk below {}: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }
}
