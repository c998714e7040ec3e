package io.etlbed.junit;

import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.nio.file.Path;
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
    private static final List<String> COMMAND = List.of("/code/server.py", "--listen", "0.0.0.0");

    private TransformerImages() {}

    /** Writes the files of the images under a folder, and names them. */
    static List<Bundle> unpack(Path folder) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String transformer : TRANSFORMERS) {
            RootFolder root = new RootFolder(folder.resolve(transformer));
            root.copyProgram(transformer + "/server.py", "code/server.py");
            for (String file : SHARED) {
                root.copy(file, "code/" + file);
            }
            for (String repository : REPOSITORIES) {
                bundles.add(new Bundle(
                        repository + "/transformer_" + transformer,
                        root.folder(),
                        COMMAND,
                        List.of(),
                        Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                        Set.of("python3")));
            }
        }
        return List.copyOf(bundles);
    }
}
