package io.etlbed.junit;

import io.etlbed.simulator.CacheFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A cluster in a JVM of its own, with a heap of its own: what its memory holds is its own doing. */
final class ClusterProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final URI url;

    private ClusterProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one proxy and one target under the given folder, with at most so much heap (such as {@code 256m}). */
    static ClusterProcess start(Path folder, String heap) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-XX:-UsePerfData",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Djna.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-Detlbed.cache=" + CacheFolder.find(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClusterProcess.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return new ClusterProcess(process, URI.create(line.substring(READY.length())));
            }
        }
        throw new IOException("the cluster's process ended before it was ready");
    }

    URI url() {
        return url;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Lets the process end by itself, which closes its cluster. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("the cluster's process did not end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Runs a cluster until standard input ends. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (EtlCluster cluster =
                EtlCluster.builder().targets(1).folder(Path.of(args[0])).start()) {
            out.println(READY + cluster.url());
            while (System.in.read() >= 0) {
                // nothing is said on it; its end is the signal
            }
        }
    }
}
