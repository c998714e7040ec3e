package io.etlbed.simulator.python;

import io.etlbed.simulator.CacheFolder;
import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Folders with packages, each for one interpreter, one text of requirements and one way in which pip is set up. Made once
 * and then used as they are, without asking any index again.
 */
final class Environments {

    /** Where pods see them. */
    static final String SEEN_AT = "/opt/etlbed/packages";

    private static final String PACKAGES = "packages";
    private static final String REQUIREMENTS = "requirements.txt";
    private static final int MANY_FILES = 200;

    private final OnceFolders folders;
    private final PipSettings settings;
    private final PipSearch pips;
    private final Path pipCache;

    Environments(Path cache, PipSettings settings, Interpreters interpreters) {
        Path home = cache.resolve("python");
        this.pipCache = home.resolve("pip");
        this.folders = new OnceFolders(home.resolve("environments"));
        this.settings = settings;
        this.pips = new PipSearch(interpreters, folders, settings, pipCache);
    }

    static Environments ofThisUser() throws InterruptedException {
        return new Environments(CacheFolder.find(), PipSettings.ofThisUser(), Interpreters.ofThisHost());
    }

    /**
     * The folder with the packages; they are installed if they are not there.
     *
     * @throws SimulatorException if they cannot be installed, with the end of what pip said
     */
    Path packages(Interpreter python, Requirements requirements, Progress progress) throws InterruptedException {
        try {
            return folders.get(
                            name(python, requirements),
                            (work, all) -> install(python, requirements, work, all),
                            progress)
                    .resolve(PACKAGES);
        } catch (IOException failure) {
            throw new SimulatorException("pip's settings cannot be read: " + failure, failure);
        }
    }

    /** Whether the packages are there. */
    boolean has(Interpreter python, Requirements requirements) {
        try {
            return folders.has(name(python, requirements));
        } catch (IOException failure) {
            throw new SimulatorException("pip's settings cannot be read: " + failure, failure);
        }
    }

    private Path install(Interpreter python, Requirements requirements, Path work, Progress progress)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        progress.tell("installing for Python " + python.version() + ": " + String.join(", ", requirements.names()));
        Pip pip = pips.of(python, progress);
        Path place = Files.createDirectory(work.resolve("work"));
        Path packages = Files.createDirectory(place.resolve(PACKAGES));
        Files.writeString(place.resolve(REQUIREMENTS), requirements.text(), StandardCharsets.UTF_8);
        new PipRun(settings, pipCache, python, progress)
                .orThrow(
                        "pip cannot install the requirements for Python " + python,
                        pip.with(
                                "install",
                                "--no-input",
                                "--disable-pip-version-check",
                                "--no-compile",
                                "--target=" + packages,
                                "--requirement=" + REQUIREMENTS),
                        work,
                        pip.needs(),
                        place);
        compile(python, packages, work, place);
        Path made = Files.createDirectory(work.resolve("made"));
        Files.move(packages, made.resolve(PACKAGES));
        List<String> installed = installed(made.resolve(PACKAGES));
        Files.write(made.resolve("about.txt"), about(python, installed));
        progress.tell(
                "installed " + String.join(", ", installed) + " in " + (System.nanoTime() - began) / 1_000_000 + " ms");
        return made;
    }

    /** Nothing does it later: pods see the folder read-only. What cannot be compiled is for another Python. */
    private void compile(Interpreter python, Path packages, Path work, Path place)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.executable().toString(), "-s", "-m", "compileall", "-q"));
        command.addAll(List.of("-d", SEEN_AT));
        if (python.version().major() > 2 && files(packages) > MANY_FILES) {
            command.addAll(List.of("-j", "0"));
        }
        command.add(packages.toString());
        int unused =
                new PipRun(settings, pipCache, python, line -> {}).run(command, work, List.of(python.prefix()), place);
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.count();
        }
    }

    private static List<String> about(Interpreter python, List<String> installed) {
        List<String> lines = new ArrayList<>(List.of("Python " + python));
        lines.addAll(installed);
        return lines;
    }

    /** Such as {@code six-1.16.0}. */
    private static List<String> installed(Path packages) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> infos = Files.newDirectoryStream(packages, "*.{dist-info,egg-info}")) {
            infos.forEach(info ->
                    names.add(info.getFileName().toString().replaceFirst("(-py\\d.*)?\\.(dist|egg)-info$", "")));
        }
        return List.copyOf(names);
    }

    private String name(Interpreter python, Requirements requirements) throws IOException {
        return Names.of(
                python.executable().toString(),
                python.version().toString(),
                python.platform(),
                requirements.essence(),
                settings.identity(python));
    }
}
