package io.etlbed.junit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of an image while it is filled. */
record RootFolder(Path folder) {

    private static final String READABLE = "rw-r--r--";
    private static final String EXECUTABLE = "rwxr-xr-x";

    /** A file of this module's bundles. */
    void copy(String resource, String path) throws IOException {
        copy(resource, path, READABLE);
    }

    /** A program of this module's bundles. */
    void copyProgram(String resource, String path) throws IOException {
        copy(resource, path, EXECUTABLE);
    }

    void write(String text, String path) throws IOException {
        Files.writeString(place(path), text, StandardCharsets.UTF_8);
    }

    private void copy(String resource, String path, String permissions) throws IOException {
        Path file = place(path);
        try (InputStream in = RootFolder.class.getResourceAsStream("bundles/" + resource)) {
            if (in == null) {
                throw new FileNotFoundException("bundles/" + resource + " is missing in this build");
            }
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private Path place(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return file;
    }
}
