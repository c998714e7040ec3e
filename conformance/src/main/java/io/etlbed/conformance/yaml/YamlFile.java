package io.etlbed.conformance.yaml;

import io.etlbed.conformance.ConformanceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** One file while it is read: what is wrong in it is collected, and told all at once. */
public final class YamlFile {

    /** A file that people write is smaller; another is refused before it is read. */
    private static final long LARGEST = 1 << 20;

    private final String name;
    private final List<String> complaints = new ArrayList<>();

    private YamlFile(String name) {
        this.name = name;
    }

    /** What turns a file's members into something of use. */
    @FunctionalInterface
    public interface Reader<T> {

        /** Complains to {@code members} of what is wrong; then what is returned is not used. */
        T read(YamlMap members);
    }

    /**
     * Reads a file whose top is a mapping.
     *
     * @throws ConformanceException if it cannot be read, is no YAML, or the reader has complained; each complaint has a line of
     *     its own, with file, line and column
     */
    public static <T> T read(Path file, Reader<T> reader) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                throw new ConformanceException(file + " has more than " + LARGEST + " bytes: that is no such file");
            }
            return read(file.toString(), Files.readString(file), reader);
        } catch (NoSuchFileException e) {
            throw new ConformanceException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new ConformanceException(file + " is not UTF-8", e);
        } catch (IOException e) {
            throw new ConformanceException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same of a text; {@code name} is what complaints call it. */
    public static <T> T read(String name, String text, Reader<T> reader) {
        YamlFile file = new YamlFile(name);
        T result = reader.read(file.top(text));
        if (!file.complaints.isEmpty()) {
            throw new ConformanceException(String.join("\n", file.complaints));
        }
        return result;
    }

    private YamlMap top(String text) {
        try {
            Optional<Node> root = new Compose(LoadSettings.builder()
                            .setLabel(name)
                            .setMaxAliasesForCollections(10)
                            .build())
                    .composeString(text);
            if (root.isPresent() && root.get() instanceof MappingNode mapping) {
                return new YamlMap(this, mapping);
            }
            throw new ConformanceException(name + ": a mapping is expected, such as 'name: my-cluster'");
        } catch (MarkedYamlEngineException e) {
            throw new ConformanceException(at(e.getProblemMark()) + "this is no YAML: " + e.getProblem(), e);
        } catch (YamlEngineException e) {
            throw new ConformanceException(name + ": this is no YAML: " + e.getMessage(), e);
        }
    }

    void complain(Node where, String what) {
        complaints.add(at(where.getStartMark()) + what);
    }

    private String at(Optional<Mark> mark) {
        return name
                + mark.map(here -> ":" + (here.getLine() + 1) + ":" + (here.getColumn() + 1))
                        .orElse("") + ": ";
    }
}
