package io.etlbed.conformance.baseline;

import io.etlbed.conformance.yaml.YamlFile;
import io.etlbed.conformance.yaml.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A baseline as a file that people read, and may write reasons into. */
public final class BaselineFile {

    private static final String FAILURES = "known-failures";
    private static final String HEAD = """
            # Checks that are known to fail. `etlbed conformance run --baseline` ends with 1 where others fail, and where one
            # of these passes. A reason may be written to each; `--write-baseline` keeps it.
            """;

    private BaselineFile() {}

    /**
     * Reads a file.
     *
     * @param checks the names of all checks: another in the file is refused
     * @throws io.etlbed.conformance.ConformanceException if there is no such file, or something is wrong in it; with line and
     *     column
     */
    public static Baseline read(Path file, Set<String> checks) {
        return YamlFile.read(
                file, top -> Baseline.of(top.only(FAILURES).each(FAILURES, entry -> failure(entry, checks))));
    }

    private static KnownFailure failure(YamlMap entry, Set<String> checks) {
        entry.only("check", "found", "reason");
        String check = entry.required("check");
        if (!check.isBlank() && !checks.contains(check)) {
            entry.complain(
                    "check", "there is no check '" + check + "'; `etlbed conformance list` shows those there are");
        }
        return new KnownFailure(
                check, entry.text("found").orElse(""), entry.text("reason").orElse(""));
    }

    /** Writes a file, in place of the one that may be there. Folders above it are made. */
    public static void write(Path file, Baseline baseline) throws IOException {
        List<Map<String, String>> failures = new ArrayList<>();
        for (KnownFailure failure : baseline.failures()) {
            Map<String, String> entry = new LinkedHashMap<>();
            entry.put("check", failure.check());
            entry.put("found", failure.found());
            if (!failure.reason().isBlank()) {
                entry.put("reason", failure.reason());
            }
            failures.add(entry);
        }
        DumpSettings block = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setSplitLines(false)
                .build();
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.writeString(file, HEAD + new Dump(block).dumpToString(Map.of(FAILURES, failures)));
    }
}
