package io.etlbed.junit.transformer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells by its files what a folder is. */
final class FolderKinds {

    private static final List<String> SPECIFICATIONS = List.of("spec.yaml", "spec.yml", "pod.yaml", "pod.yml");
    private static final String CODE = "code.py";
    /** What runs a program, by its extension. */
    private static final Map<String, List<String>> LANGUAGES = Map.of(
            "py", List.of("python3"),
            "js", List.of("node"),
            "mjs", List.of("node"),
            "rb", List.of("ruby"),
            "pl", List.of("perl"),
            "sh", List.of("sh"),
            "jar", List.of("java", "-jar"));

    private static final int SHOWN = 8;

    private FolderKinds() {}

    /** @throws IllegalArgumentException if it is none; the message tells what would make it one */
    static Transformer of(Path folder) {
        Optional<Path> spec = SPECIFICATIONS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        if (Files.isRegularFile(folder.resolve(DockerFolder.DOCKERFILE))) {
            return Transformer.of(new DockerSource(folder, spec));
        }
        if (spec.isPresent()) {
            return Transformer.spec(spec.get());
        }
        if (Files.isRegularFile(folder.resolve(CODE))) {
            return Transformer.code(folder.resolve(CODE));
        }
        Optional<List<String>> server = program(folder, "server");
        if (server.isPresent()) {
            return Transformer.server(server.get()).in(folder);
        }
        Optional<List<String>> filter = program(folder, "transform");
        if (filter.isPresent()) {
            return Transformer.command(filter.get()).in(folder);
        }
        throw new IllegalArgumentException("nothing in the folder " + folder + " tells how it transforms. It has "
                + content(folder)
                + "; known are a Dockerfile, a Pod specification (spec.yaml), Python code (code.py, with deps.txt), an"
                + " HTTP server (server.py, server.js, server.sh … or a program named server), and a program from standard"
                + " input to standard output (transform.py …, or named transform)");
    }

    /** The command that runs the program of that name, whatever its language. */
    private static Optional<List<String>> program(Path folder, String name) {
        Path itself = folder.resolve(name);
        if (Files.isRegularFile(itself) && Files.isExecutable(itself)) {
            return Optional.of(List.of("./" + name));
        }
        return LANGUAGES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(language -> Files.isRegularFile(folder.resolve(name + "." + language.getKey())))
                .map(language -> Stream.concat(language.getValue().stream(), Stream.of(name + "." + language.getKey()))
                        .toList())
                .findFirst();
    }

    private static String content(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .limit(SHOWN + 1L)
                    .toList();
            return names.isEmpty()
                    ? "nothing in it"
                    : String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
                            + (names.size() > SHOWN ? ", …" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
