package io.etlbed.simulator.python;

import io.etlbed.simulator.embedded.runtime.HostPython;
import java.nio.file.Path;

/**
 * A CPython of this host that runs.
 *
 * @param version all three numbers of it
 * @param executable by which it is run
 * @param prefix the folder in which it is installed, and which it needs
 * @param platform of the machine code that it loads
 * @param named whether the user has named it, and not only not hidden it
 */
public record Interpreter(PythonVersion version, Path executable, Path prefix, String platform, boolean named) {

    static Interpreter of(HostPython python, boolean named) {
        return new Interpreter(
                PythonVersion.parse(python.version()), python.executable(), python.prefix(), python.platform(), named);
    }

    /** Such as {@code 3.8.18 (/usr/bin/python3.8)}. */
    @Override
    public String toString() {
        return version + " (" + executable + ")";
    }
}
