package io.etlbed.simulator.python;

import io.etlbed.simulator.embedded.runtime.HostPython;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The interpreters of this host: every CPython that runs, each once, in the order in which they are preferred. What the
 * user names comes first (system property {@code etlbed.python}, else the environment's {@code ETLBED_PYTHON}: programs or
 * folders, separated as in a PATH), then the PATH, pyenv's, uv's and the system's own.
 */
public final class Interpreters {

    private static final Logger LOG = LoggerFactory.getLogger(Interpreters.class);
    private static final int AT_ONCE = 8;
    private static final AtomicReference<@Nullable CompletableFuture<Interpreters>> HERE = new AtomicReference<>();

    private final List<Interpreter> all;
    private final List<String> complaints;

    private Interpreters(List<Interpreter> all, List<String> complaints) {
        this.all = List.copyOf(all);
        this.complaints = List.copyOf(complaints);
    }

    /** Looks for them the first time, which takes a fraction of a second; known from then on. Safe for any thread. */
    public static Interpreters ofThisHost() throws InterruptedException {
        CompletableFuture<Interpreters> mine = new CompletableFuture<>();
        CompletableFuture<Interpreters> known = HERE.compareAndExchange(null, mine);
        if (known == null) {
            known = mine;
            // On a thread of its own: who is interrupted here must not leave others without.
            Thread search = new Thread(() -> search(mine), "etlbed-pythons");
            search.setDaemon(true);
            search.start();
        }
        try {
            return known.get();
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        }
    }

    private static void search(CompletableFuture<Interpreters> result) {
        try {
            long began = System.nanoTime();
            Interpreters found = in(Places.ofThisHost());
            LOG.debug("{} interpreters found in {} ms", found.all.size(), (System.nanoTime() - began) / 1_000_000);
            found.complaints.forEach(complaint -> LOG.warn("{}", complaint));
            result.complete(found);
        } catch (RuntimeException broken) {
            result.completeExceptionally(broken);
        }
    }

    /** Runs every candidate once, several at a time. */
    static Interpreters in(Places places) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
            Thread thread = new Thread(task, "etlbed-python");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Map<Path, CompletableFuture<Optional<HostPython>>> asked = new LinkedHashMap<>();
            Map<String, List<Path>> named = places.named();
            List<Path> found = places.found();
            named.values().forEach(programs -> programs.forEach(program -> ask(program, asked, threads)));
            found.forEach(program -> ask(program, asked, threads));

            Map<Path, Interpreter> all = new LinkedHashMap<>();
            List<String> complaints = new ArrayList<>();
            named.forEach((entry, programs) -> {
                List<HostPython> answers = answers(programs, asked);
                answers.forEach(python -> all.putIfAbsent(real(python.executable()), Interpreter.of(python, true)));
                if (answers.isEmpty()) {
                    complaints.add(Places.VARIABLE + " names " + entry + ", which is no CPython that runs");
                }
            });
            answers(found, asked)
                    .forEach(python -> all.putIfAbsent(real(python.executable()), Interpreter.of(python, false)));
            return new Interpreters(List.copyOf(all.values()), complaints);
        } finally {
            threads.shutdown();
        }
    }

    /** These, and no others. */
    static Interpreters of(List<Interpreter> all) {
        return new Interpreters(all, List.of());
    }

    /** In the order in which they are preferred. */
    public List<Interpreter> all() {
        return all;
    }

    /** What the user has named and cannot be taken, each as a sentence. */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * Which of them would run code for a version, where a higher minor version may take the place of a missing one.
     *
     * @param wanted two or three numbers, such as {@code 3.8.5} or {@code 3.6}
     * @throws io.etlbed.simulator.SimulatorException if that is no version
     */
    public RuntimeChoice choose(String wanted) {
        return RuntimeChoice.of(PythonVersion.parse(wanted), Optional.empty(), this);
    }

    private static void ask(
            Path program, Map<Path, CompletableFuture<Optional<HostPython>>> asked, ExecutorService threads) {
        asked.computeIfAbsent(real(program), real -> CompletableFuture.supplyAsync(() -> answer(program), threads));
    }

    private static List<HostPython> answers(
            List<Path> programs, Map<Path, CompletableFuture<Optional<HostPython>>> asked) {
        return programs.stream()
                .flatMap(program -> Optional.ofNullable(asked.get(real(program))).stream())
                .flatMap(answer -> answer.join().stream())
                .toList();
    }

    private static Optional<HostPython> answer(Path program) {
        try {
            return HostPython.ask(program);
        } catch (IOException doesNotRun) {
            LOG.debug("{} does not run: {}", program, doesNotRun.getMessage());
            return Optional.empty();
        }
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException notThere) {
            return program;
        }
    }
}
