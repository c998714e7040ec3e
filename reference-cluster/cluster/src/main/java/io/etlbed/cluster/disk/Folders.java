package io.etlbed.cluster.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders, and what of them is on the disk. */
public final class Folders {

    private Folders() {}

    /** Forces the entries of a folder to the disk: what was made, renamed or removed in it lasts from then on. */
    public static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Makes a folder in one that there is, where it is missing.
     *
     * @param durable whether it is to last when the machine fails
     */
    public static void make(Path folder, boolean durable) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (durable) {
            force(folder.getParent());
        }
    }
}
