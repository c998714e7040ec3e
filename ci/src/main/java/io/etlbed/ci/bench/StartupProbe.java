package io.etlbed.ci.bench;

import io.etlbed.cluster.client.AisClient;
import io.etlbed.cluster.client.EtlInit;
import io.etlbed.cluster.client.ObjectBody;
import io.etlbed.cluster.client.ObjectRead;
import io.etlbed.cluster.client.ObjectRef;
import io.etlbed.junit.EtlCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Runs in a JVM of its own: times two clusters, one after the other, and prints {@code name=seconds} lines. */
final class StartupProbe {

    static final String READY = "JVM start → cluster ready";
    static final String FIRST_MD5 = "JVM start → first byte of the first MD5";
    static final String SECOND_READY = "second cluster in one JVM → ready";
    static final String SECOND_MD5 = "second cluster in one JVM → first byte of its first MD5";
    static final String AIS = "an `ais` command, the process whole";

    private static final String BUCKET = "bench";
    private static final String ETL = "etl-md5";

    private final PrintStream out;
    private final Path folder;

    private StartupProbe(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Instant jvmStart = ProcessHandle.current().info().startInstant().orElseThrow();
        StartupProbe probe = new StartupProbe(out, Path.of(args[0]));
        probe.time("first", jvmStart, READY, FIRST_MD5);
        probe.time("second", Instant.now(), SECOND_READY, SECOND_MD5);
    }

    private void time(String name, Instant start, String ready, String md5) throws IOException, InterruptedException {
        try (EtlCluster cluster =
                        EtlCluster.builder().folder(folder.resolve(name)).start();
                AisClient ais = AisClient.of(cluster.url())) {
            report(ready, start);
            ais.buckets().create(BUCKET);
            ObjectRef object = new ObjectRef(BUCKET, "object");
            ais.objects().put(object, ObjectBody.of(new byte[4096]));
            ais.etl().init(EtlInit.spec(ETL, Md5Spec.yaml()));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ais.objects().get(ObjectRead.of(object).through(ETL), answer);
            if (answer.size() != 32) {
                throw new IOException("not an MD5: " + answer);
            }
            report(md5, start);
            if (md5.equals(SECOND_MD5)) {
                timeCommand(cluster);
            }
        }
    }

    private void timeCommand(EtlCluster cluster) throws IOException, InterruptedException {
        String launcher = System.getProperty("etlbed.launcher");
        if (launcher == null) {
            return; // not started by the launcher: there is no command to time
        }
        ProcessBuilder command =
                new ProcessBuilder(launcher, "ais", "ls").redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().put("AIS_ENDPOINT", cluster.url().toString());
        Instant start = Instant.now();
        if (command.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor() != 0) {
            throw new IOException("`ais ls` failed");
        }
        report(AIS, start);
    }

    private void report(String what, Instant since) {
        out.printf("%s=%.3f%n", what, Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }
}
