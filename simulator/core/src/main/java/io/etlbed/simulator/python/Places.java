package io.etlbed.simulator.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where Pythons may be on this host, in the order in which they are to be taken: those that the user names, those on the
 * PATH, pyenv's, uv's, the system's.
 */
final class Places {

    /** Of the property, and of the variable that stands for it. */
    static final String PROPERTY = "etlbed.python";

    static final String VARIABLE = "ETLBED_PYTHON";

    private static final Pattern NAME = Pattern.compile("python(?:\\d(?:\\.\\d+)?)?");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final String property;
    private final Map<String, String> environment;
    private final Path home;
    private final List<Path> system;

    /**
     * Makes them.
     *
     * @param property value of the system property {@value #PROPERTY}
     */
    Places(String property, Map<String, String> environment, Path home, List<Path> system) {
        this.property = property;
        this.environment = environment;
        this.home = home;
        this.system = List.copyOf(system);
    }

    static Places ofThisHost() {
        return new Places(
                System.getProperty(PROPERTY, ""),
                System.getenv(),
                Path.of(System.getProperty("user.home", "/")),
                List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin")));
    }

    /** What the user names, each with the programs that it may mean: itself, or those in a folder. */
    Map<String, List<Path>> named() {
        String list = property.isEmpty() ? environment.getOrDefault(VARIABLE, "") : property;
        Map<String, List<Path>> named = new LinkedHashMap<>();
        for (String entry : list.split(File.pathSeparator, -1)) {
            if (!entry.isBlank()) {
                Path path = Path.of(entry.strip()).toAbsolutePath().normalize();
                List<Path> programs = new ArrayList<>();
                if (Files.isDirectory(path)) {
                    programs.addAll(programsIn(path.resolve("bin")));
                    programs.addAll(programsIn(path));
                } else {
                    programs.add(path);
                }
                named.put(entry.strip(), programs);
            }
        }
        return named;
    }

    /** All others. */
    List<Path> found() {
        List<Path> programs = new ArrayList<>();
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (entry.startsWith("/")) {
                Path folder = Path.of(entry).normalize();
                // A shim costs a shell or two and works for some versions; what it stands for is known.
                programs.addAll(isOfPyenv(folder) ? installed(folder.resolveSibling("versions")) : programsIn(folder));
            }
        }
        String pyenv = environment.getOrDefault("PYENV_ROOT", "");
        programs.addAll(installed((pyenv.isEmpty() ? home.resolve(".pyenv") : Path.of(pyenv)).resolve("versions")));
        programs.addAll(installed(uv()));
        system.forEach(folder -> programs.addAll(programsIn(folder)));
        return programs;
    }

    private Path uv() {
        String own = environment.getOrDefault("UV_PYTHON_INSTALL_DIR", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        return (data.isEmpty() ? home.resolve(".local/share") : Path.of(data)).resolve("uv/python");
    }

    private static boolean isOfPyenv(Path folder) {
        return folder.endsWith("shims") && Files.isDirectory(folder.resolveSibling("versions"));
    }

    /** One program of each folder in a folder, the newest first. */
    private static List<Path> installed(Path versions) {
        return entries(versions).stream()
                .sorted(Comparator.comparing(Places::naturally).reversed())
                .map(version -> version.resolve("bin/python"))
                .map(Places::orWithNumber)
                .filter(Files::isExecutable)
                .toList();
    }

    private static Path orWithNumber(Path python) {
        return Files.isExecutable(python) ? python : python.resolveSibling("python3");
    }

    private static List<Path> programsIn(Path folder) {
        return entries(folder).stream()
                .filter(entry -> NAME.matcher(entry.getFileName().toString()).matches())
                .filter(entry -> Files.isExecutable(entry) && Files.isRegularFile(entry))
                .sorted()
                .toList();
    }

    private static List<Path> entries(Path folder) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            return entries;
        } catch (IOException notThere) {
            return List.of();
        }
    }

    /** 3.8.9 before 3.8.18. */
    private static String naturally(Path version) {
        return NUMBER.matcher(version.getFileName().toString()).replaceAll(number -> "%6s".formatted(number.group()));
    }
}
