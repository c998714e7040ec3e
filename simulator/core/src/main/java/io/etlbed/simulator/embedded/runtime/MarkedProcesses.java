package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.OptionalLong;

/**
 * The processes that have a variable of a certain value, as all have that a process with it has started, unless they gave
 * it up on purpose. It is how those of a container are found where they are in no namespace.
 *
 * @param mark unique
 */
record MarkedProcesses(String mark) {

    /** Its name. */
    static final String VARIABLE = "ETLBED_CONTAINER";

    /** Ends all of them at once. */
    void kill() {
        ProcessHunt.kill(this::carriesMark, OptionalLong.empty());
    }

    /** What has ended and is not yet waited for has no variables any more. */
    private boolean carriesMark(long pid) {
        try {
            String variables = new String(
                    Files.readAllBytes(ProcessHunt.PROC.resolve(pid + "/environ")), StandardCharsets.ISO_8859_1);
            return ("\0" + variables).contains("\0" + VARIABLE + "=" + mark + "\0");
        } catch (IOException goneOrAnothers) {
            return false;
        }
    }
}
