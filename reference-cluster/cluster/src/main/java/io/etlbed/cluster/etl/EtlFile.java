package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ETLs of the cluster on disk, replaced as a whole: a crash leaves the old file or the new one. */
final class EtlFile {

    private static final Logger LOG = LoggerFactory.getLogger(EtlFile.class);
    private static final String ETLS = "etls";

    private final Path file;
    private final InitReader reader;

    EtlFile(Path folder, InitReader reader) {
        this.file = folder.resolve("etl.json");
        this.reader = reader;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("ETL metadata cannot be kept in " + folder, e);
        }
    }

    List<InitMessage> read() {
        List<InitMessage> messages = new ArrayList<>();
        if (Files.exists(file)) {
            try {
                for (JsonNode message : Json.read(Files.readAllBytes(file)).path(ETLS)) {
                    add(messages, message);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "ETL metadata in " + file + " cannot be read; remove it to go without", e);
            }
        }
        return messages;
    }

    private void add(List<InitMessage> messages, JsonNode message) {
        try {
            messages.add(reader.read(Json.bytes(message)));
        } catch (AisException e) {
            LOG.warn("{}: an ETL is left out that this cluster does not take: {}", file, e.getMessage());
        }
    }

    void write(Collection<InitMessage> messages) {
        ObjectNode json = Json.object();
        ArrayNode etls = json.putArray(ETLS);
        messages.forEach(message -> etls.add(message.json()));
        Path next = file.resolveSibling("etl.json.next");
        try {
            Files.write(next, Json.bytes(json));
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("ETL metadata cannot be written to " + file, e);
        }
    }
}
