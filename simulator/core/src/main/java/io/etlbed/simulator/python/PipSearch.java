package io.etlbed.simulator.python;

import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.runtime.HostPython;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a pip for an interpreter: its own if that is young enough; else the newest that there is for it, fetched once;
 * else its own whatever its age; else that which came with it to be installed, or that of another interpreter of its
 * version.
 */
final class PipSearch {

    /** Older ones do not know the wheels of today, and compile what they could fetch. */
    private static final PythonVersion YOUNG = PythonVersion.parse("20.3");

    private static final String QUESTION = """
            import os, pip
            print(pip.__version__)
            print(os.path.dirname(os.path.realpath(pip.__file__)))
            """;

    private final Interpreters interpreters;
    private final OnceFolders folders;
    private final PipSettings settings;
    private final Path cache;

    PipSearch(Interpreters interpreters, OnceFolders folders, PipSettings settings, Path cache) {
        this.interpreters = interpreters;
        this.folders = folders;
        this.settings = settings;
        this.cache = cache;
    }

    private record Found(String version, Path folder) {

        boolean isYoung() {
            String[] numbers = version.split("[^0-9]+", 3);
            return numbers.length > 1
                    && PythonVersion.parse(numbers[0] + "." + numbers[1]).compareTo(YOUNG) >= 0;
        }
    }

    /** @throws SimulatorException if there is none and none can be had; the message says what to install */
    Pip of(Interpreter python, Progress progress) throws IOException, InterruptedException {
        Optional<Found> own = found(python);
        if (own.filter(Found::isYoung).isPresent()) {
            return Pip.own(python);
        }
        String why;
        try {
            return fetched(python, own.isPresent(), progress);
        } catch (SimulatorException cannot) {
            why = String.valueOf(cannot.getMessage());
        }
        if (own.isPresent()) {
            progress.tell("going on with pip " + own.get().version() + ", for no newer one could be fetched");
            return Pip.own(python);
        }
        Optional<Pip> other = bundled(python);
        if (other.isEmpty()) {
            other = ofAnother(python);
        }
        return other.orElseThrow(() -> new SimulatorException("Python " + python + " has no pip. Install it, as with"
                + " `apt install python3-pip`. (None could be fetched either: " + why + ")"));
    }

    private static Optional<Found> found(Interpreter python) throws IOException, InterruptedException {
        return HostPython.say(python.executable(), QUESTION)
                .map(answer -> answer.lines().toList())
                .filter(lines -> lines.size() == 2)
                .map(lines -> new Found(lines.get(0), Path.of(lines.get(1))));
    }

    /** The newest pip for that version of Python, by any pip that can fetch; where there is none, from the index itself. */
    private Pip fetched(Interpreter python, boolean hasOne, Progress progress)
            throws IOException, InterruptedException {
        Optional<Interpreter> fetcher = hasOne ? Optional.of(python) : fetcher();
        String version = python.version().twoNumbers();
        Path folder = folders.get(
                "pip-for-" + version,
                (work, all) -> {
                    all.tell("fetching pip for Python " + version);
                    Path place = Files.createDirectory(work.resolve("work"));
                    Path wheel;
                    if (fetcher.isPresent()) {
                        wheel = byPip(
                                fetcher.get(), hasOne ? Optional.empty() : Optional.of(version), work, place, all);
                    } else {
                        wheel = byIndex(python, place);
                    }
                    Wheels.unpack(wheel, place.resolve("unpacked"));
                    return place.resolve("unpacked");
                },
                progress);
        return Pip.borrowed(python, folder.resolve("pip"), folder);
    }

    /** @param version of the Python that it is for, where that is not the fetcher's own */
    private Path byPip(Interpreter fetcher, Optional<String> version, Path work, Path place, Progress progress)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                Pip.own(fetcher).with("download", "pip", "--no-deps", "--only-binary=:all:", "--dest=" + place));
        version.ifPresent(other -> command.add("--python-version=" + other));
        new PipRun(settings, cache, fetcher, progress)
                .orThrow("pip cannot fetch pip", command, work, List.of(fetcher.prefix()), place);
        return onlyWheel(place);
    }

    private Path byIndex(Interpreter python, Path place) throws InterruptedException {
        URI index = settings.index()
                .orElseThrow(() -> new SimulatorException(
                        "no Python has a pip of its own, and PIP_NO_INDEX forbids to fetch one"));
        return new PipIndex(index).fetch(python.version(), place);
    }

    private Optional<Interpreter> fetcher() throws IOException, InterruptedException {
        for (Interpreter each : interpreters.all()) {
            if (found(each).filter(Found::isYoung).isPresent()) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static Path onlyWheel(Path folder) throws IOException {
        return wheels(folder).stream()
                .findFirst()
                .orElseThrow(() -> new SimulatorException("pip has fetched no wheel of itself"));
    }

    /** With Python comes a pip that only waits to be installed, but where the distribution has left it out. */
    private static Optional<Pip> bundled(Interpreter python) {
        String version = "python" + python.version().twoNumbers();
        return Stream.of(
                        python.prefix().resolve("lib").resolve(version).resolve("ensurepip/_bundled"),
                        Path.of("/usr/share/python-wheels"))
                .flatMap(folder -> wheels(folder).stream())
                .filter(wheel -> wheel.getFileName().toString().startsWith("pip-"))
                .findFirst()
                .map(wheel -> Pip.borrowed(python, wheel.resolve("pip"), wheel));
    }

    private Optional<Pip> ofAnother(Interpreter python) throws IOException, InterruptedException {
        List<Interpreter> others = interpreters.all().stream()
                .filter(other -> other.version().isSameMinor(python.version()) && !other.equals(python))
                .toList();
        for (Interpreter other : others) {
            Optional<Found> found = found(other);
            if (found.isPresent()) {
                return found.map(pip -> Pip.borrowed(python, pip.folder(), other.prefix()));
            }
        }
        return Optional.empty();
    }

    private static List<Path> wheels(Path folder) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.whl")) {
            List<Path> wheels = new ArrayList<>();
            stream.forEach(wheels::add);
            return wheels;
        } catch (IOException notThere) {
            return List.of();
        }
    }
}
