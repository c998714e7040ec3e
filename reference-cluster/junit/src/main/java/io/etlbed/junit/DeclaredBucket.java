package io.etlbed.junit;

import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What {@link BucketWith} says, as a bucket. */
final class DeclaredBucket {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(|B|KiB|MiB|GiB)");
    private static final Map<String, Integer> SHIFTS = Map.of("", 0, "B", 0, "KiB", 10, "MiB", 20, "GiB", 30);

    private DeclaredBucket() {}

    static Bucket on(EtlCluster cluster, BucketWith declared) {
        long size = size(declared.size());
        if (declared.generated() < 0) {
            throw new ParameterResolutionException(
                    "@BucketWith: " + declared.generated() + " objects cannot be generated");
        }
        List<Path> places = Stream.of(declared.value()).map(Path::of).toList();
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new ParameterResolutionException(
                        "@BucketWith: there is neither a file nor a folder " + place.toAbsolutePath());
            }
        }
        Bucket bucket = cluster.bucket();
        places.forEach(place -> fill(bucket, place));
        for (int each = 0; each < declared.generated(); each++) {
            long seed = declared.seed() + each * 0x9E3779B97F4A7C15L;
            bucket.put(String.format(Locale.ROOT, "object-%05d", each), new ObjectBody() {
                @Override
                public long length() {
                    return size;
                }

                @Override
                public InputStream open() {
                    return new RandomBytes(seed, size);
                }
            });
        }
        return bucket;
    }

    private static void fill(Bucket bucket, Path place) {
        if (Files.isRegularFile(place)) {
            bucket.put(String.valueOf(place.getFileName()), place);
            return;
        }
        try (Stream<Path> files = Files.walk(place)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> bucket.put(place.relativize(file).toString(), file));
        } catch (IOException e) {
            throw new SimulatorException("the folder " + place + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** In bytes. */
    static long size(String text) {
        Matcher parts = SIZE.matcher(text);
        if (!parts.matches()) {
            throw new ParameterResolutionException(
                    "@BucketWith: a size is a number of bytes, or one with KiB, MiB or GiB, not \"" + text + "\"");
        }
        return Long.parseLong(parts.group(1)) << SHIFTS.get(parts.group(2));
    }
}
