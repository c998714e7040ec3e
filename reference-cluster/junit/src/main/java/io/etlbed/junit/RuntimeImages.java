package io.etlbed.junit;

import io.etlbed.cluster.etl.workload.CodeRuntime;
import io.etlbed.cluster.etl.workload.PodSources;
import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.python.PythonPreparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The images that run <i>init code</i>, as bundles with servers of our own: one for each runtime, in which the node puts the
 * Python that it names and the packages that the code asks for (CODE-02, CODE-03).
 */
final class RuntimeImages {

    private RuntimeImages() {}

    /** Writes the files of the images under a folder, and names them. */
    static List<Bundle> unpack(Path folder) throws IOException {
        RootFolder root = new RootFolder(folder.resolve("runtime"));
        root.copyProgram("runtime/server.py", "server.py");
        root.copyProgram("runtime/server", "server");
        root.copyProgram("runtime/etl/setup", "etl/setup");
        for (Map.Entry<String, String> module : PodSources.modules().entrySet()) {
            root.write(module.getValue(), "etl/" + module.getKey());
        }
        List<Bundle> bundles = new ArrayList<>();
        for (CodeRuntime runtime : CodeRuntime.values()) {
            PythonPreparation python =
                    PythonPreparation.of(runtime.version(), CodeRuntime.DEPENDENCIES, CodeRuntime.EXACT);
            bundles.add(new Bundle(
                            runtime.image(),
                            root.folder(),
                            List.of(),
                            List.of(),
                            Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                            Set.of())
                    .withPreparation(python));
        }
        return bundles;
    }
}
