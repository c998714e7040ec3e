package io.etlbed.simulator.python;

import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.runtime.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs Python programs that install, apart from the rest of the host, and keeps the end of what they say. */
final class PipRun {

    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final int KEPT = 4096;

    private final PipSettings settings;
    private final Path cache;
    private final Interpreter python;
    private final Progress progress;
    private final Deque<String> tail = new ArrayDeque<>();
    private int length;

    /**
     * Makes one.
     *
     * @param cache for what pip fetches and builds; made where it is missing
     */
    PipRun(PipSettings settings, Path cache, Interpreter python, Progress progress) {
        this.settings = settings;
        this.cache = cache;
        this.python = python;
        this.progress = progress;
    }

    /**
     * Runs it to its end.
     *
     * @param folder for the run's own files
     * @param needs what it must see besides pip's settings and {@code work}
     * @param work where it works and may write
     * @return its exit code
     */
    int run(List<String> command, Path folder, List<Path> needs, Path work) throws IOException, InterruptedException {
        Path temporary = Files.createDirectories(work.resolve("tmp"));
        Files.createDirectories(cache);
        List<Path> readable = new ArrayList<>(needs);
        readable.addAll(settings.visible(python));
        Workbench.Job job = new Workbench.Job(
                command,
                settings.variables(temporary, cache, python),
                work,
                settings.home(),
                readable,
                List.of(work, cache));
        return Workbench.run(job, folder.resolve("root-" + RUNS.incrementAndGet()), this::take);
    }

    /**
     * As {@link #run}.
     *
     * @throws SimulatorException if it fails, with the end of what it said
     */
    void orThrow(String what, List<String> command, Path folder, List<Path> needs, Path work)
            throws IOException, InterruptedException {
        int code = run(command, folder, needs, work);
        if (code != 0) {
            throw new SimulatorException(what + " (exit code " + code + "):\n" + said());
        }
    }

    /** The end of what it said. */
    synchronized String said() {
        return String.join("\n", tail);
    }

    private void take(String line) {
        synchronized (this) {
            tail.addLast(line.length() > KEPT ? line.substring(0, KEPT) : line);
            length += tail.getLast().length() + 1;
            while (length > KEPT && tail.size() > 1) {
                length -= tail.removeFirst().length() + 1;
            }
        }
        progress.tell(line);
    }
}
