package io.etlbed.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A small disk of its own, in memory. */
final class Tmpfs implements AutoCloseable {

    private final Path folder;
    /** The last one first, as one may be within another. */
    private final Deque<Path> readOnly = new ArrayDeque<>();

    private Tmpfs(Path folder) {
        this.folder = folder;
    }

    /** Mounts it, or has the test skipped where that cannot be. */
    static Tmpfs mount(Path folder, int megabytes) throws Exception {
        Files.createDirectories(folder);
        String problem = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        assumeTrue(problem.isEmpty(), () -> "a disk of its own needs root that may mount: " + problem);
        return new Tmpfs(folder);
    }

    /** Empty where it succeeds, else what it says. */
    private static String run(String... command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : said.isEmpty() ? "exit code " + process.exitValue() : said;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /** Takes no writes in a folder any more, although files elsewhere are open for writing. */
    void readOnly(String part) throws Exception {
        Path path = folder.resolve(part);
        must("mount", "--bind", path.toString(), path.toString());
        readOnly.push(path);
        must("mount", "-o", "remount,ro,bind", path.toString());
    }

    /** Takes them again everywhere. */
    void writable() throws Exception {
        while (!readOnly.isEmpty()) {
            must("umount", readOnly.pop().toString());
        }
    }

    private static void must(String... command) throws Exception {
        String problem = run(command);
        assumeTrue(problem.isEmpty(), () -> String.join(" ", command) + ": " + problem);
    }

    /** Takes all the room that is left. */
    Path fill() throws IOException {
        Path ballast = folder.resolve("ballast");
        byte[] piece = new byte[4096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("No space left")) {
                throw e;
            }
            return ballast;
        }
    }

    @Override
    public void close() throws IOException {
        String problem;
        try {
            for (Path part : readOnly) {
                run("umount", "--lazy", part.toString());
            }
            problem = run("umount", "--lazy", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "interrupted: " + folder + " is still mounted";
        }
        if (!problem.isEmpty()) {
            throw new IOException(problem);
        }
    }
}
