package io.etlbed.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The table client × operation of docs/clients.md: what was really run, written by {@code -Dwrite.table=true}. */
final class ClientTable {

    private static final Path DOCS = Path.of("../../docs/clients.md");
    private static final String REGENERATE =
            "./mvnw -o -Dfast -pl reference-cluster/junit -am verify -Dit.test=ClientsIT"
                    + " -Dwrite.table=true -Dfailsafe.failIfNoSpecifiedTests=false";
    private static final List<String> CLIENTS = List.of(
            "SDK 0.0.6",
            "SDK 1.0.3",
            "SDK 1.4.23",
            "SDK 1.13.9",
            "SDK 1.26.0",
            "SDK 2.0.0",
            "`ais`",
            "curl",
            "`AisClient`");
    private static final String FIRST = "| operation |";
    private static final String DONE = "+ ";
    private static final String LACKS = "- ";
    private static final String HAS = "✔";
    private static final String HAS_NOT = "–";

    /** What was run, by client: the operations in their order, and whether the client has a call for it. */
    private final Map<String, Map<String, Boolean>> run = new LinkedHashMap<>();

    private final String text;

    private ClientTable(String text) {
        this.text = text;
    }

    static ClientTable ofTheDocs() {
        try {
            return new ClientTable(Files.readString(DOCS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Fails if the docs say something else of a client than it has shown.
     *
     * @param shown a line for each operation: {@code + OPERATION}, or {@code - OPERATION} if the client has no call for it
     */
    void expect(String client, String shown) {
        Map<String, Boolean> operations = new LinkedHashMap<>();
        shown.lines()
                .filter(line -> line.startsWith(DONE) || line.startsWith(LACKS))
                .forEach(line -> operations.put(line.substring(DONE.length()), line.startsWith(DONE)));
        synchronized (run) {
            run.put(client, operations);
        }
        if (!writes()) {
            assertThat(column(client))
                    .as("what %s says of %s; this writes it anew: %s", DOCS, client, REGENERATE)
                    .isEqualTo(operations);
        }
    }

    void writeIfAsked() throws IOException {
        if (writes()) {
            assertThat(run.keySet()).as("clients that this machine has").containsAll(CLIENTS);
            Files.writeString(DOCS, text.substring(0, text.indexOf(FIRST)) + table());
        }
    }

    private static boolean writes() {
        return Boolean.getBoolean("write.table");
    }

    private Map<String, Boolean> column(String client) {
        List<List<String>> rows = text.substring(text.indexOf(FIRST))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .map(ClientTable::cells)
                .toList();
        int column = rows.get(0).indexOf(client);
        return rows.stream()
                .skip(2)
                .collect(Collectors.toMap(
                        row -> row.get(0), row -> row.get(column).equals(HAS)));
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>(List.of(line.split("\\|")));
        cells.remove(0);
        cells.replaceAll(String::strip);
        return cells;
    }

    private String table() {
        StringBuilder table = new StringBuilder(FIRST);
        CLIENTS.forEach(client -> table.append(' ').append(client).append(" |"));
        table.append("\n|---|").append("---|".repeat(CLIENTS.size())).append('\n');
        Set<String> operations = new LinkedHashSet<>();
        CLIENTS.forEach(client -> operations.addAll(run.get(client).keySet()));
        for (String operation : operations) {
            table.append("| ").append(operation).append(" |");
            for (String client : CLIENTS) {
                boolean has = run.get(client).getOrDefault(operation, false);
                table.append(' ').append(has ? HAS : HAS_NOT).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }
}
