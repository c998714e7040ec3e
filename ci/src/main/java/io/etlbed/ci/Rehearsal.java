package io.etlbed.ci;

import io.etlbed.ci.bench.Md5Spec;
import io.etlbed.cluster.cli.Ais;
import io.etlbed.junit.EtlCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Uses most of what the commands use, so that the JVM sees which classes to keep for quick starts. Run by the launcher after
 * a build. It is no test: what fails here costs time later on, and says so in the launcher's log.
 */
final class Rehearsal {

    private static final long PATIENCE_SECONDS = 60;

    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private final PrintStream log;

    private Rehearsal(PrintStream log) {
        this.log = log;
    }

    /** Ends with 0, whatever the cluster did. */
    public static void main(String[] args) {
        Thread patience = new Thread(Rehearsal::endIfLate, "rehearsal-patience");
        patience.setDaemon(true);
        patience.start();
        Exit.with(System.err, () -> {
            new Rehearsal(System.err).run();
            return 0;
        });
    }

    /** A user waits for this. The JVM writes its archive also when it is ended so. */
    private static void endIfLate() {
        try {
            new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.err.println("rehearsal: broken off after " + PATIENCE_SECONDS + " s");
            System.exit(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        etlbed("doctor");
        etlbed("playbook", "list");
        etlbed("conformance", "list");
        try (EtlCluster cluster = EtlCluster.builder().start()) {
            Path file = Files.write(RunFolder.fresh("rehearsal-").resolve("spec.yaml"), Md5Spec.yaml());
            etlbed("lint", file.toString());
            String endpoint = cluster.url().toString();
            ais(endpoint, "show", "cluster");
            ais(endpoint, "bucket", "create", "ais://rehearsal");
            ais(endpoint, "put", file.toString(), "ais://rehearsal/object");
            ais(endpoint, "ls", "ais://rehearsal");
            ais(endpoint, "get", "ais://rehearsal/object", "-");
            ais(endpoint, "etl", "init", "spec", "--name", "rehearsal", "--from-file", file.toString());
            ais(endpoint, "etl", "ls");
            ais(endpoint, "etl", "object", "rehearsal", "ais://rehearsal/object", "-");
            ais(endpoint, "etl", "stop", "rehearsal");
            ais(endpoint, "etl", "rm", "rehearsal");
        } catch (IOException | RuntimeException e) {
            log.println("rehearsal: " + e);
        }
    }

    private void etlbed(String... arguments) {
        int code = Etlbed.run(new Console(nowhere, log), arguments);
        log.println("rehearsal: etlbed " + String.join(" ", arguments) + ": " + code);
    }

    private void ais(String endpoint, String... arguments) {
        int code = Ais.run(
                List.of(arguments),
                new ByteArrayInputStream(new byte[0]),
                nowhere,
                log,
                Map.of("AIS_ENDPOINT", endpoint));
        log.println("rehearsal: ais " + String.join(" ", arguments) + ": " + code);
    }
}
