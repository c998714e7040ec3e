package io.etlbed.junit;

import io.etlbed.simulator.Bundle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images that AIS-ETL publishes for its transformers, as bundles with servers of our own: Python 3 with nothing but
 * its standard library. Both names under which they were published are known.
 */
final class TransformerImages {

    static final List<String> REPOSITORIES = List.of("aistore", "aistorage");
    private static final List<String> TRANSFORMERS = List.of("md5", "echo");
    private static final List<String> SHARED =
            List.of("etl_connection.py", "etl_fetch.py", "etl_requests.py", "etl_server.py");
    private static final List<String> COMMAND = List.of("/code/server.py", "--listen", "0.0.0.0", "--port", "80");

    private TransformerImages() {}

    /** Writes the files of the images under a folder, and names them. */
    static List<Bundle> unpack(Path folder) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String transformer : TRANSFORMERS) {
            Path rootfs = folder.resolve(transformer);
            Path code = Files.createDirectories(rootfs.resolve("code"));
            copy(transformer + "/server.py", code.resolve("server.py"), "rwxr-xr-x");
            for (String file : SHARED) {
                copy(file, code.resolve(file), "rw-r--r--");
            }
            for (String repository : REPOSITORIES) {
                bundles.add(new Bundle(
                        repository + "/transformer_" + transformer,
                        rootfs,
                        COMMAND,
                        List.of(),
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        Set.of("python3")));
            }
        }
        return List.copyOf(bundles);
    }

    private static void copy(String resource, Path file, String permissions) throws IOException {
        try (InputStream in = TransformerImages.class.getResourceAsStream("bundles/" + resource)) {
            if (in == null) {
                throw new FileNotFoundException("bundles/" + resource + " is missing in this build");
            }
            Files.copy(in, file);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
