package io.etlbed.cluster.cli;

import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/**
 * The files of a folder and of the folders in it. Links are followed, but for those that lead back to where they are; what is
 * no file, such as a pipe, is left out. Both are told.
 */
final class LocalTree extends SimpleFileVisitor<Path> {

    /** Takes the files, one after the other. */
    interface Taker {

        /** @param name within the folder, its parts separated by {@code /} */
        void take(Path file, String name, long size) throws IOException, InterruptedException;

        /** A file or folder that cannot be looked at. */
        void fail(String name, IOException why) throws IOException, InterruptedException;
    }

    /** Carries an interruption through the walk. */
    private static final class Interrupted extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;
    }

    private final Path root;
    private final Session session;
    private final Taker taker;

    private LocalTree(Path root, Session session, Taker taker) {
        this.root = root;
        this.session = session;
        this.taker = taker;
    }

    static void walk(Path root, Session session, Taker taker) throws IOException, InterruptedException {
        try {
            Files.walkFileTree(
                    root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new LocalTree(root, session, taker));
        } catch (Interrupted e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while reading " + root);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (attributes.isSymbolicLink()) {
            return visitFileFailed(file, new NoSuchFileException(file.toString()));
        }
        if (!attributes.isRegularFile()) {
            session.tell(file + " is no file, and left out");
            return FileVisitResult.CONTINUE;
        }
        try {
            taker.take(file, name(file), attributes.size());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
        if (why instanceof FileSystemLoopException) {
            session.tell(file + " leads back to a folder that it is in, and is left out");
            return FileVisitResult.CONTINUE;
        }
        try {
            taker.fail(name(file), why);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return FileVisitResult.CONTINUE;
    }

    private static Interrupted interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        Interrupted carried = new Interrupted();
        carried.initCause(e);
        return carried;
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }
}
