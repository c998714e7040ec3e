package io.etlbed.simulator.docker;

import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Docker engine that belongs to the tests. It leaves the host's packet filter and routing alone and makes no bridge of its own accord:
 * networks that tests make work without either, but do not lead out of the machine.
 */
final class Dockerd implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path folder;

    private Dockerd(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** @throws IOException whose message says why there is none here */
    static Dockerd start() throws IOException, InterruptedException {
        Path program = Stream.of("/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("dockerd is not installed"));
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw new IOException("dockerd needs root, and these tests run as an ordinary user");
        }
        // Short: a socket's path has some hundred characters at most.
        Path folder = Files.createTempDirectory("d");
        Process process = new ProcessBuilder(List.of(
                        // It ends with this JVM, even if that is killed.
                        "setpriv",
                        "--pdeathsig",
                        "TERM",
                        program.toString(),
                        "--data-root",
                        folder.resolve("data").toString(),
                        "--exec-root",
                        folder.resolve("exec").toString(),
                        "--pidfile",
                        folder.resolve("pid").toString(),
                        "--host",
                        "unix://" + folder.resolve("s"),
                        "--bridge=none",
                        "--iptables=false",
                        "--ip6tables=false",
                        "--ip-forward=false"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Dockerd engine = new Dockerd(process, folder);
        try {
            engine.awaitListening();
            return engine;
        } catch (IOException | InterruptedException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    String address() {
        return "unix://" + folder.resolve("s");
    }

    private void awaitListening() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!log().contains("API listen on")) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("dockerd does not start here: "
                        + log().lines().reduce((one, later) -> later).orElse("it says nothing"));
            }
            if (never.await(50, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /** The engine ends its own containers, and with them what it has mounted. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        FileTree.remove(folder);
    }
}
