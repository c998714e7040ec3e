package io.etlbed.cluster.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which standard streams are terminals. {@code System.console()} tells it for all of them at once, and differently since
 * JDK 22; Linux tells it of each.
 */
record Terminals(boolean in, boolean out, boolean err) {

    static final Terminals NONE = new Terminals(false, false, false);

    static Terminals ofProcess() {
        return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String leadsTo = Files.readSymbolicLink(link).toString();
            return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty") || leadsTo.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
