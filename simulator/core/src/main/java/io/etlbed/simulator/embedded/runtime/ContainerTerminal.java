package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.embedded.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;

/** Terminals among those that a container has of its own. */
final class ContainerTerminal {

    /** What programs on a terminal take it for, unless somebody says otherwise. */
    static final String KIND = "TERM=xterm";

    private ContainerTerminal() {}

    /**
     * Makes one.
     *
     * @param pid a process that sees what the container sees
     * @param folder where native code may be unpacked
     */
    static Terminal open(long pid, Path folder) throws IOException {
        return Terminal.open(Path.of("/proc/" + pid + "/root" + BaseTree.TERMINALS), folder);
    }
}
