package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectContent;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An inline transform streams: it needs neither the memory nor the disk for an object (COMM-08). */
class StreamingIT {

    private static final long GIB = 1L << 30;
    private static final long MEMORY_LIMIT = 64L << 20;

    @ParameterizedTest
    @CsvSource({"hpush://, 4", "hrev://, 2", "hpull://, 2"})
    void gibibytesPassThroughEchoInConstantMemoryAndWithoutASpoolFile(
            String mechanism, int gibibytes, @TempDir Path folder) throws Exception {
        long size = gibibytes * GIB;
        try (ClusterProcess cluster = ClusterProcess.start(folder.resolve("cluster"), "256m");
                AisClient ais = AisClient.of(cluster.url())) {
            ais.buckets().create("streams");
            ais.etl().init(TransformerSpecs.of("etl-echo", "echo", mechanism));
            ObjectRef small = new ObjectRef("streams", "warm-up");
            ais.objects().put(small, ObjectBody.of(new Noise(GIB / 8), GIB / 8));
            drain(ais, small);
            ObjectRef large = new ObjectRef("streams", "large");
            Noise sent = new Noise(size);
            ais.objects().put(large, ObjectBody.of(sent, size));
            long diskBefore = diskUsage(folder);
            long memoryBefore = residentBytes(cluster.handle());
            long peak = memoryBefore;

            CRC32C received = new CRC32C();
            long count = 0;
            try (ObjectContent content = ais.objects().open(ObjectRead.of(large).through("etl-echo"))) {
                byte[] block = new byte[1 << 20];
                InputStream bytes = content.stream();
                // The first byte is here, and so far nobody had room for the last one.
                assertThat(bytes.readNBytes(block, 0, 1)).isEqualTo(1);
                assertThat(diskUsage(folder) - diskBefore).isLessThan(MEMORY_LIMIT);
                received.update(block, 0, 1);
                count = 1;
                for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
                    received.update(block, 0, read);
                    count += read;
                    if (count % GIB < read) {
                        peak = Math.max(peak, residentBytes(cluster.handle()));
                        assertThat(diskUsage(folder) - diskBefore).isLessThan(MEMORY_LIMIT);
                    }
                }
            }

            assertThat(count).isEqualTo(size);
            assertThat(received.getValue()).isEqualTo(sent.checksum());
            assertThat(peak - memoryBefore)
                    .as("resident memory added by %s GiB through echo", gibibytes)
                    .isLessThan(MEMORY_LIMIT);
        }
    }

    private static void drain(AisClient ais, ObjectRef object) throws IOException, InterruptedException {
        try (ObjectContent content = ais.objects().open(ObjectRead.of(object).through("etl-echo"))) {
            content.stream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private static long diskUsage(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long residentBytes(ProcessHandle process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        throw new IOException("process " + process.pid() + " has no VmRSS");
    }
}
