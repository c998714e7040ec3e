package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The processes of one session ({@code setsid}) of a container. Unlike the descendants of a process they are known after
 * it has ended, too.
 *
 * @param id the number of its leader, as this JVM sees it
 * @param processes which process namespace is meant: a number that is free again may be somebody else's
 */
record ProcessSession(long id, Path processes) {

    /** In the text after the name: state, parent, group, session. */
    private static final int STATE = 0;

    private static final int SESSION = 3;

    /** The session that a process leads or is about to. */
    static ProcessSession ledBy(long pid) throws IOException {
        return new ProcessSession(pid, namespace(pid));
    }

    /** Ends all of them at once. */
    void kill() {
        ProcessHunt.kill(this::holds, OptionalLong.of(id));
    }

    private boolean holds(long pid) {
        try {
            String stat = Files.readString(ProcessHunt.PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean dead = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return !dead
                    && Long.parseLong(fields[SESSION]) == id
                    && namespace(pid).equals(processes);
        } catch (IOException ended) {
            return false;
        }
    }

    private static Path namespace(long pid) throws IOException {
        return Files.readSymbolicLink(ProcessHunt.PROC.resolve(pid + "/ns/pid"));
    }
}
