package io.etlbed.playbooks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Takes files out of a wheel, which may be anything: no entry leads out of the folder, or makes it large. */
final class Wheel {

    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 512L << 20;
    private static final int BUFFER = 1 << 16;

    private Wheel() {}

    /** The entries that fit the glob, by their own names alone. */
    static void extract(Path wheel, String glob, Path to) throws IOException {
        PathMatcher fits = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        long room = MOST_BYTES;
        int count = 0;
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.isDirectory() || !fits.matches(Path.of(entry.getName()))) {
                    continue;
                }
                count++;
                if (count > MOST_FILES) {
                    throw new IOException("the package holds more than " + MOST_FILES + " files of " + glob);
                }
                room = copy(zip, entry, to.resolve(ownName(entry)), room);
            }
        }
        if (count == 0) {
            throw new IOException("the package holds no file " + glob);
        }
    }

    private static String ownName(ZipEntry entry) throws IOException {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\\') >= 0) {
            throw new IOException("the package holds an entry with the name \"" + entry.getName() + "\"");
        }
        return name;
    }

    /** What an entry says of its own size is not believed. */
    private static long copy(ZipFile zip, ZipEntry entry, Path file, long room) throws IOException {
        long left = room;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw new IOException("the package unpacks to more than " + (MOST_BYTES >> 20) + " MiB");
                }
                out.write(buffer, 0, count);
            }
        }
        return left;
    }
}
