package io.etlbed.ci.bench;

import io.etlbed.junit.EtlCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A cluster whose containers are Java code, all in one JVM with little memory, that tells how much of it it has needed. */
final class MillionCluster {

    private static final String HEAP = "heap";

    private MillionCluster() {}

    static Client start(Path folder, int targets, String heap) throws IOException {
        Process process =
                ChildJvm.of(MillionCluster.class, List.of("-Xmx" + heap), folder.toString(), String.valueOf(targets));
        String[] words = ChildJvm.awaitReady(process);
        return new Client(process, URI.create(words[0]));
    }

    /** The process from outside. */
    record Client(Process jvm, URI proxy) implements AutoCloseable {

        /** Mebibytes of objects that are alive, now. */
        long liveMebibytes() throws IOException {
            jvm.getOutputStream().write('\n');
            jvm.getOutputStream().flush();
            return Long.parseLong(ChildJvm.awaitWords(jvm, HEAP)[0]) >> 20;
        }

        /** Mebibytes of memory that the process has had at most, of heap and all else. */
        long peakMebibytes() throws IOException {
            return Files.readAllLines(Path.of("/proc", Long.toString(jvm.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public void close() throws IOException {
            ChildJvm.end(jvm);
        }
    }

    /** Serves until standard input ends; to each line on it answers with the bytes that are alive. */
    public static void main(String[] args) throws IOException {
        try (EtlCluster cluster = EtlCluster.builder()
                .inproc()
                .folder(Path.of(args[0]))
                .targets(Integer.parseInt(args[1]))
                .start()) {
            ChildJvm.say(ChildJvm.READY, cluster.url().toString());
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (in.readLine() != null) {
                ChildJvm.say(HEAP, Long.toString(live()));
            }
        }
    }

    private static long live() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
