package io.etlbed.ci.history;

import io.etlbed.cluster.wire.Json;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down what happens, in memory for the check and in a file: one JSON object a line. Safe for any thread. */
final class Recorder implements AutoCloseable {

    /** How the line of an answer begins that may not be. */
    static final String ODD = "odd: ";

    private final long start = System.nanoTime();
    private final OutputStream file;
    private Map<String, List<Operation>> operations = new TreeMap<>();
    private final List<String> odd = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();

    /**
     * Something that happened to the cluster, or an answer that may not be.
     *
     * @param node that it happened to; empty where it is about none
     */
    record Trouble(long time, String event, String node) {}

    /** @param file new, or replaced */
    Recorder(Path file) throws IOException {
        this.file = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    /** Nanoseconds from the beginning of the history. */
    long now() {
        return System.nanoTime() - start;
    }

    synchronized void add(Operation operation) {
        operations.computeIfAbsent(operation.key(), key -> new ArrayList<>()).add(operation);
        counts.merge(operation.action() + " " + operation.outcome(), 1L, Long::sum);
        write(operation);
    }

    /** An answer that may not be, whatever happens to the cluster. */
    synchronized void odd(String answer) {
        odd.add(answer);
        write(new Trouble(now(), ODD + answer, ""));
    }

    /** What answers were odd since the last call. */
    synchronized List<String> takeOdd() {
        List<String> taken = List.copyOf(odd);
        odd.clear();
        return taken;
    }

    /** Something is done to a node. */
    synchronized void trouble(String event, String node) {
        counts.merge(event, 1L, Long::sum);
        write(new Trouble(now(), event, node));
    }

    private void write(Object line) {
        try {
            file.write(Json.write(line));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be written", e);
        }
    }

    /** What was recorded since the last call, by object. */
    synchronized Map<String, List<Operation>> take() {
        Map<String, List<Operation>> taken = operations;
        operations = new TreeMap<>();
        return taken;
    }

    /** How often each thing has happened. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
