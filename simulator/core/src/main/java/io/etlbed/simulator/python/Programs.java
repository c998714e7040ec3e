package io.etlbed.simulator.python;

import io.etlbed.simulator.Preparation.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders with the names by which an interpreter is called. */
final class Programs {

    private Programs() {}

    /** The folder for one; links, so that Python finds from itself to where it is installed. */
    static Path of(Interpreter python, Path cache, Progress progress) throws InterruptedException {
        String name = Names.of(python.executable().toString(), python.version().toString());
        return new OnceFolders(cache.resolve("python").resolve("programs"))
                .get(
                        name,
                        (work, all) -> {
                            Path folder = Files.createDirectory(work.resolve("made"));
                            for (String program : List.of(
                                    "python",
                                    "python" + python.version().major(),
                                    "python" + python.version().twoNumbers())) {
                                Files.createSymbolicLink(folder.resolve(program), python.executable());
                            }
                            return folder;
                        },
                        progress);
    }
}
