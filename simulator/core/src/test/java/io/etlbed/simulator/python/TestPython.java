package io.etlbed.simulator.python;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.etlbed.simulator.FileTree;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.embedded.runtime.HostPython;
import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The Pythons of this host for tests; without what is needed they are skipped, and say why. */
final class TestPython {

    private static final AtomicReference<String> INDEX = new AtomicReference<>("not asked");

    private TestPython() {}

    /** One with a pip that builds by the means of the packages' own. */
    static Interpreter withPip() throws IOException, InterruptedException {
        Optional<String> shared = SandboxLadder.withoutIsolation();
        assumeTrue(shared.isEmpty(), () -> shared.orElse(""));
        Optional<Interpreter> found = Optional.empty();
        for (Interpreter each : Interpreters.ofThisHost().all()) {
            if (found.isEmpty() && each.version().compareTo(PythonVersion.parse("3.8")) >= 0) {
                found = HostPython.say(each.executable(), "import pip; print(pip.__version__)")
                        .filter(version -> Integer.parseInt(version.split("[.]", 2)[0]) >= 21)
                        .map(version -> each);
            }
        }
        assumeTrue(found.isPresent(), "no Python 3.8 or later with pip 21 or later on this host");
        return found.orElseThrow();
    }

    /** Skips where no index of packages can be reached by the user's own pip. */
    static synchronized void requireIndex(Path temporary) throws IOException, InterruptedException {
        if (INDEX.get().equals("not asked")) {
            Path cache = Files.createTempDirectory(temporary, "index-");
            try {
                new Environments(cache, PipSettings.ofThisUser(), Interpreters.ofThisHost())
                        .packages(withPip(), RequirementsReader.read("six==1.16.0", Map.of()), line -> {});
                INDEX.set("");
            } catch (SimulatorException failure) {
                INDEX.set("no index of packages answers here: " + failure.getMessage());
            } finally {
                FileTree.remove(cache);
            }
        }
        assumeTrue(INDEX.get().isEmpty(), INDEX.get());
    }
}
