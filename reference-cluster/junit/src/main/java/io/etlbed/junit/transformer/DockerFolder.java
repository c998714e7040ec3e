package io.etlbed.junit.transformer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with a Dockerfile as simple as those of most transformers, which needs no Docker: it copies files, installs Python
 * packages, and says what runs. The system below is this machine's, whatever {@code FROM} says, but for its Python.
 */
final class DockerFolder {

    static final String DOCKERFILE = "Dockerfile";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern VARIABLE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\S*)\\s*");
    private static final String HINT =
            "cannot be done without Docker. Known are FROM, WORKDIR, COPY and ADD of files of the"
                    + " folder, RUN pip install, ENV, EXPOSE, ENTRYPOINT and CMD; another image is built by Docker, and loaded into"
                    + " a cluster of the provider k3s";

    private final Path folder;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringBuilder requirements = new StringBuilder();
    private String base = "";
    private Path workdir = Path.of("/");
    private List<String> entrypoint = List.of();
    private List<String> arguments = List.of();
    private int port = Options.NONE.port();

    private DockerFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException if an instruction cannot be followed here; the message has its line */
    static DockerFolder read(Path folder) throws IOException {
        DockerFolder read = new DockerFolder(folder);
        Path file = folder.resolve(DOCKERFILE);
        try {
            for (Instruction each : Instruction.of(new String(SpecSource.read(file), StandardCharsets.UTF_8))) {
                read.follow(each);
            }
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return read;
    }

    FolderFiles files() {
        return new FolderFiles(files);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** In pip's format; empty where there are none. */
    String requirements() {
        return requirements.toString();
    }

    /** The folder that its programs run in, where it names one. */
    Optional<String> workdir() {
        return workdir.equals(Path.of("/")) ? Optional.empty() : Optional.of(workdir.toString());
    }

    List<String> entrypoint() {
        return entrypoint;
    }

    List<String> arguments() {
        return arguments;
    }

    int port() {
        return port;
    }

    /** The version of Python that it starts from, such as {@code 3.10}; empty where it starts from something else. */
    Optional<String> python() {
        Matcher tag =
                Pattern.compile("(?:.*/)?python:(\\d+\\.\\d+(?:\\.\\d+)?).*").matcher(base);
        return tag.matches()
                ? Optional.of(tag.group(1))
                : base.matches("(.*/)?python(:.*)?") ? Optional.of("3.8.5") : Optional.empty();
    }

    /** Whether it starts from Node.js. */
    boolean node() {
        return base.matches("(.*/)?node(:.*)?");
    }

    private void follow(Instruction each) throws IOException {
        switch (each.name()) {
            case "FROM" -> {
                if (!base.isEmpty() || each.text().contains("$")) {
                    throw each.refused("several stages, and variables, are for Docker");
                }
                base = each.text().split("\\s+", 2)[0];
            }
            case "WORKDIR" -> workdir = place(each, each.text());
            case "COPY", "ADD" -> copy(each);
            case "RUN" -> PipInstall.read(each, files, workdir).ifPresent(requirements::append);
            case "ENV" -> environment(each);
            case "EXPOSE" -> {
                if (!each.text().matches("\\d{1,5}(/tcp)?")) {
                    throw each.refused("one port of TCP is expected");
                }
                port = Integer.parseInt(each.text().replace("/tcp", ""));
            }
            case "ENTRYPOINT" -> entrypoint = command(each);
            case "CMD" -> arguments = command(each);
            case "LABEL", "MAINTAINER", "USER", "STOPSIGNAL", "HEALTHCHECK" -> {
                // Nothing that a transformer's answers depend on.
            }
            default -> throw each.refused(HINT);
        }
    }

    static IOException refused(Instruction each) {
        return each.refused(HINT);
    }

    private Path place(Instruction each, String text) throws IOException {
        if (text.contains("$")) {
            throw each.refused("variables are for Docker");
        }
        return workdir.resolve(text).normalize();
    }

    private void copy(Instruction each) throws IOException {
        List<String> words = new ArrayList<>(List.of(each.text().split("\\s+")));
        words.removeIf(word -> word.startsWith("--chown") || word.startsWith("--chmod"));
        if (words.size() < 2 || each.text().startsWith("[") || words.stream().anyMatch(word -> word.startsWith("--"))) {
            throw each.refused(HINT);
        }
        String to = words.remove(words.size() - 1);
        Path place = place(each, to);
        boolean into = to.endsWith("/") || to.endsWith(".") || words.size() > 1;
        for (String from : words) {
            Path source = folder.resolve(from).normalize();
            if (from.contains("://") || !source.startsWith(folder.normalize()) || !Files.exists(source)) {
                throw each.refused("there is no " + from + " in " + folder);
            }
            if (Files.isDirectory(source)) {
                FolderFiles.in(source).files().forEach((path, file) -> put(place.resolve(path), file));
            } else {
                put(into ? place.resolve(source.getFileName()) : place, source);
            }
        }
    }

    private void put(Path place, Path file) {
        files.put(place.toString().substring(1), file);
    }

    private void environment(Instruction each) throws IOException {
        Matcher variables = VARIABLE.matcher(each.text());
        int end = 0;
        while (end < each.text().length()) {
            if (!variables.find() || variables.start() != end) {
                throw each.refused("NAME=value is expected");
            }
            end = variables.end();
            String value = variables.group(2);
            boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
            environment.put(
                    variables.group(1),
                    quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value);
        }
    }

    private static List<String> command(Instruction each) throws IOException {
        if (!each.text().startsWith("[")) {
            return List.of("/bin/sh", "-c", each.text());
        }
        try {
            return List.of(JSON.readValue(each.text(), String[].class));
        } catch (JsonProcessingException e) {
            throw each.refused("an array of texts in double quotes is expected");
        }
    }
}
