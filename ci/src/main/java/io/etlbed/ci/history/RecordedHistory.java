package io.etlbed.ci.history;

import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history that is in a file, to be checked again: as one piece, without its rounds. It is held in memory meanwhile. */
final class RecordedHistory {

    private static final String OPERATION = "{\"client\":";

    private RecordedHistory() {}

    /** @throws IOException if it cannot be read; the message names the line */
    static List<Violation> check(Path file) throws IOException {
        Map<String, List<Operation>> operations = new TreeMap<>();
        List<Violation> violations = new ArrayList<>();
        long number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith(OPERATION)) {
                    Operation operation = Json.read(line.getBytes(StandardCharsets.UTF_8), Operation.class);
                    operations
                            .computeIfAbsent(operation.key(), key -> new ArrayList<>())
                            .add(operation);
                } else {
                    Recorder.Trouble trouble = Json.read(line.getBytes(StandardCharsets.UTF_8), Recorder.Trouble.class);
                    if (trouble.event().startsWith(Recorder.ODD)) {
                        violations.add(Violation.of(trouble.event()));
                    }
                }
            }
        } catch (AisException e) {
            throw new IOException(file + " line " + number + " is not of a history: " + e.getMessage(), e);
        }
        operations
                .values()
                .forEach(all -> RegisterCheck.of(Operation.ABSENT, all).ifPresent(violations::add));
        return violations;
    }
}
