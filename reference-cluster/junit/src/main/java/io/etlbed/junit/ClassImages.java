package io.etlbed.junit;

import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images that run classes of AIStore's SDK for Python ({@code Etl.init_class}), as bundles: the tag is the client's
 * version of Python.
 */
final class ClassImages {

    /** As the SDK names them. */
    static final String REPOSITORY = "aistorage/runtime_python";

    private static final List<String> PYTHONS = List.of("3.9", "3.10", "3.11", "3.12", "3.13", "3.14");

    private ClassImages() {}

    /** Their names. */
    static List<String> names() {
        return PYTHONS.stream().map(version -> REPOSITORY + ":" + version).toList();
    }

    /** Writes the files of the images under a folder, and names them. */
    static List<Bundle> unpack(Path folder) throws IOException {
        RootFolder root = new RootFolder(folder.resolve("class"));
        root.copy("class/server.py", "etl/server.py");
        List<Bundle> bundles = new ArrayList<>();
        for (String version : PYTHONS) {
            bundles.add(new Bundle(
                            REPOSITORY + ":" + version,
                            root.folder(),
                            List.of("python", "/etl/server.py"),
                            List.of(),
                            Map.of("PYTHONUNBUFFERED", "1", "PYTHONDONTWRITEBYTECODE", "1"),
                            Set.of())
                    .withPreparation(new ClassPreparation(version)));
        }
        return bundles;
    }
}
