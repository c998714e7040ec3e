package io.etlbed.conformance.campaign;

import io.etlbed.conformance.ConformanceException;
import io.etlbed.conformance.fuzz.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where findings are kept: each is tried again before anything else, until its file is removed. */
public final class FuzzFolder {

    private static final String SHIPPED = "corpus.jsonl";

    private final Path folder;

    public FuzzFolder(Path folder) {
        this.folder = folder;
    }

    /** The cases that ship with the suite, and those that were found before, in the order of their names. */
    public List<String> corpus() {
        List<String> cases = new ArrayList<>(shipped());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    cases.add(Files.readString(file));
                }
            } catch (IOException e) {
                throw new ConformanceException("the corpus in " + folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return cases;
    }

    /** Writes the case of a finding, and a JUnit test of it; gives the two files. */
    public List<Path> keep(Finding finding, long seed) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(finding.target().word() + "-" + finding.id() + ".json");
            Files.writeString(file, finding.caseText() + "\n");
            FindingTest test = new FindingTest(finding, seed);
            Path source = folder.resolve(test.name() + ".java");
            Files.writeString(source, test.source());
            return List.of(file, source);
        } catch (IOException e) {
            throw new UncheckedIOException("no finding can be kept in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<String> shipped() {
        try (InputStream text = FuzzFolder.class.getResourceAsStream(SHIPPED)) {
            return text == null
                    ? List.of()
                    : new String(text.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
