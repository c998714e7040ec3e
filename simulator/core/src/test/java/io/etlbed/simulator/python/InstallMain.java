package io.etlbed.simulator.python;

import io.etlbed.simulator.SimulatorException;
import java.nio.file.Path;
import java.util.Map;

/** A JVM that installs. Arguments: the cache folder, the folder with packages, the home, a requirement. */
final class InstallMain {

    private InstallMain() {}

    public static void main(String[] arguments) throws Exception {
        Interpreters here = Interpreters.ofThisHost();
        Interpreter python = TestPython.withPip();
        PipSettings settings = new TestPackages(Path.of(arguments[1])).settings(Map.of(), Path.of(arguments[2]));
        try {
            Path packages = new Environments(Path.of(arguments[0]), settings, here)
                    .packages(python, RequirementsReader.read(arguments[3], Map.of()), System.out::println);
            System.out.println("done " + packages);
        } catch (SimulatorException failure) {
            System.out.println("failed " + failure.getMessage());
        }
    }
}
