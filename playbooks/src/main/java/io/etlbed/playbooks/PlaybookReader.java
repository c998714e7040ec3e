package io.etlbed.playbooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a {@code playbook.yaml}. A key that it does not know is an error, with its line and column. */
final class PlaybookReader {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PlaybookReader() {}

    static Playbook read(Path folder) {
        Path file = folder.resolve(Playbook.FILE);
        try {
            return YAML.readValue(Files.readString(file), Playbook.class);
        } catch (JsonProcessingException e) {
            throw new PlaybookException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new PlaybookException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
