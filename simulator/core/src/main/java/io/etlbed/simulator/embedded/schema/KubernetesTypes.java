package io.etlbed.simulator.embedded.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The messages of Kubernetes by their names, read from a table when first asked for. */
public final class KubernetesTypes {

    private static final String TABLE = "kubernetes.schema";

    private KubernetesTypes() {}

    /** The table is read once, and not by those who need none of it. */
    private static final class Table {
        static final Map<String, MessageType> MESSAGES = read();
    }

    /** The message of that name: a kind such as {@code Pod}, or a part such as {@code PodSpec}. */
    public static Optional<MessageType> message(String name) {
        return Optional.ofNullable(Table.MESSAGES.get(name));
    }

    /** All of them, by name. */
    public static Map<String, MessageType> messages() {
        return Map.copyOf(Table.MESSAGES);
    }

    private static Map<String, MessageType> read() {
        InputStream table = Objects.requireNonNull(KubernetesTypes.class.getResourceAsStream(TABLE), TABLE);
        Map<String, MessageType> messages = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, UTF_8))) {
            MessageType current = null;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] words = line.strip().split(" ", -1);
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                if (!line.startsWith(" ")) {
                    current = new MessageType(words[0], words.length > 1);
                    messages.put(words[0], current);
                } else {
                    Merging merging = Merging.of(words.length > 3 ? words[3] : "");
                    Objects.requireNonNull(current, "a field without a message")
                            .add(Integer.parseInt(words[1]), new Field(words[0], words[2], merging, messages));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }
}
