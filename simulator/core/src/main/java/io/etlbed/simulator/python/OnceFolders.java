package io.etlbed.simulator.python;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders that are made once and never changed, for all threads and processes that share the folder they are in. Each is
 * made beside its place and then renamed, so that what has its name is whole. A making that fails, is called back or is
 * killed leaves nothing: what a killed process left is removed at the next making.
 */
final class OnceFolders {

    private static final Map<Path, Making> MAKING = new ConcurrentHashMap<>();
    private static final String UNFINISHED = ".making";

    private final Path home;

    OnceFolders(Path home) {
        this.home = home;
    }

    /** Makes one. */
    @FunctionalInterface
    interface Maker {

        /**
         * Makes it.
         *
         * @param work an empty folder, removed afterwards
         * @return the folder within it that is wanted
         * @throws SimulatorException if it cannot be made; all who wait for it are told
         */
        Path make(Path work, Progress progress) throws IOException, InterruptedException;
    }

    /**
     * The folder of that name; made if it is not there. If others make it now, this waits for them and shares their
     * success or failure.
     *
     * @throws SimulatorException if it cannot be made
     * @throws InterruptedException the making itself is called back, and has ended, if nobody else waits for it
     */
    Path get(String name, Maker maker, Progress progress) throws InterruptedException {
        Path place = home.resolve(name);
        while (!Files.isDirectory(place)) {
            Making making = MAKING.computeIfAbsent(
                    place,
                    key -> new Making(work -> make(name, maker, work), () -> {
                        MAKING.remove(key);
                    }));
            Optional<Path> made = making.await(progress);
            if (made.isPresent()) {
                return made.get();
            }
        }
        return place;
    }

    /** Whether the folder of that name is there, whole. */
    boolean has(String name) {
        return Files.isDirectory(home.resolve(name));
    }

    private Path make(String name, Maker maker, Progress progress) throws IOException, InterruptedException {
        Path place = home.resolve(name);
        Path lockFile = lockFile(name);
        try (FolderLock lock =
                FolderLock.acquire(lockFile, () -> progress.tell("another process is at the same; waiting for it"))) {
            if (Files.isDirectory(place)) {
                return place;
            }
            Optional<String> failure = lock.failureMeanwhile();
            if (failure.isPresent()) {
                throw new SimulatorException(failure.get());
            }
            lock.begin();
            sweep(name);
            Path work = home.resolve(name + UNFINISHED);
            FileTree.remove(work);
            Files.createDirectories(work);
            try {
                Files.move(maker.make(work, progress), place);
                lock.succeeded();
                return place;
            } catch (SimulatorException failed) {
                lock.failed(String.valueOf(failed.getMessage()));
                throw failed;
            } finally {
                FileTree.remove(work);
            }
        }
    }

    /** Removes what killed processes left: nobody holds the locks of those. */
    private void sweep(String mine) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(home, "*" + UNFINISHED)) {
            for (Path each : left) {
                String name = each.getFileName().toString();
                name = name.substring(0, name.length() - UNFINISHED.length());
                if (!name.equals(mine)) {
                    try (FolderLock lock = FolderLock.tryAcquire(lockFile(name)).orElse(null)) {
                        if (lock != null) {
                            FileTree.remove(each);
                        }
                    }
                }
            }
        }
    }

    private Path lockFile(String name) {
        return home.resolve("locks").resolve(name);
    }
}
