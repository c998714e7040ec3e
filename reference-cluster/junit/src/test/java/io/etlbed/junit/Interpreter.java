package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A Python by its minor version; a test with one that this machine has not is skipped. */
record Interpreter(String version) {

    private static final Map<String, String> FOUND = new ConcurrentHashMap<>();

    private static final List<Interpreter> ALL = Stream.of(
                    "2.7", "3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13")
            .map(Interpreter::new)
            .toList();

    static Stream<Arguments> all() {
        return ALL.stream().map(Arguments::of);
    }

    /** The oldest and the newest of this machine: for what hardly depends on the version. */
    static Stream<Arguments> ends() throws IOException, InterruptedException {
        List<Interpreter> here = new ArrayList<>();
        for (Interpreter each : ALL) {
            if (!each.found().isEmpty()) {
                here.add(each);
            }
        }
        return here.isEmpty()
                ? all()
                : Stream.of(here.get(0), here.get(here.size() - 1)).distinct().map(Arguments::of);
    }

    boolean isPython2() {
        return version.startsWith("2.");
    }

    /** The program itself. */
    Path program() throws IOException, InterruptedException {
        String found = found();
        assumeTrue(!found.isEmpty(), "this machine has no Python " + version);
        return Path.of(found);
    }

    /** Its path; empty where this machine has none. */
    private String found() throws IOException, InterruptedException {
        String found = FOUND.get(version);
        if (found == null) {
            found = search();
            FOUND.put(version, found);
        }
        return found;
    }

    /** A folder in which it is called {@code python}, as in the runtime images. */
    Path folder() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", "interpreters", version))
                .toAbsolutePath();
        Path link = folder.resolve("python");
        if (!Files.isSymbolicLink(link)) {
            Files.createSymbolicLink(link, program());
        }
        return folder;
    }

    private String search() throws IOException, InterruptedException {
        for (Path folder : folders()) {
            for (String name : List.of("python" + version, "python")) {
                Path candidate = folder.resolve(name);
                if (Files.isExecutable(candidate) && !folder.endsWith("shims")) {
                    String real = realPath(candidate);
                    if (!real.isEmpty()) {
                        return real;
                    }
                }
            }
        }
        return "";
    }

    private static List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv", "versions");
        if (Files.isDirectory(pyenv)) {
            try (Stream<Path> versions = Files.list(pyenv)) {
                versions.sorted().map(each -> each.resolve("bin")).forEach(folders::add);
            }
        }
        folders.add(Path.of("/usr/bin"));
        return folders;
    }

    /** Where the candidate is of this version; else nothing. A program may be there and refuse to run. */
    private String realPath(Path candidate) throws IOException, InterruptedException {
        String script = "import sys; print('%d.%d' % sys.version_info[:2] + '|' + sys.executable)";
        Process process = new ProcessBuilder(candidate.toString(), "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        boolean fits = process.waitFor() == 0 && said.startsWith(version + "|");
        return fits ? said.substring(version.length() + 1) : "";
    }

    @Override
    public String toString() {
        return "Python " + version;
    }
}
