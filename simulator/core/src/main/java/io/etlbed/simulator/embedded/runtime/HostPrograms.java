package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.SimulatorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The programs with which pods are made, by their absolute paths: all of them are part of a base system. */
final class HostPrograms {

    /** Where a base system keeps its programs, whatever the PATH of the user says. */
    private static final List<String> USUAL = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    private static final List<String> NEEDED = List.of(
            "sh",
            "env",
            "setsid",
            "setpriv",
            "prlimit",
            "unshare",
            "nsenter",
            "mount",
            "umount",
            "pivot_root",
            "hostname",
            "mkdir",
            "cp",
            "du");

    private final Map<String, String> paths;

    private HostPrograms(Map<String, String> paths) {
        this.paths = paths;
    }

    /**
     * Looks all of them up.
     *
     * @throws SimulatorException naming those that are missing
     */
    static HostPrograms find() {
        missing().ifPresent(which -> {
            throw new SimulatorException(which);
        });
        Map<String, String> found = new TreeMap<>();
        NEEDED.forEach(name -> onPath(name).ifPresent(path -> found.put(name, path.toString())));
        return new HostPrograms(found);
    }

    /** A sentence that names those that are missing; empty where none is. */
    static Optional<String> missing() {
        List<String> missing =
                NEEDED.stream().filter(name -> onPath(name).isEmpty()).toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "pods are made with programs of the base system (util-linux, coreutils, hostname), of which"
                                + " these are missing: " + missing + "; looked in " + folders()
                                + ". What to do: install util-linux, coreutils and hostname");
    }

    String path(String name) {
        String path = paths.get(name);
        if (path == null) {
            throw new IllegalArgumentException(name);
        }
        return path;
    }

    /**
     * The words before a command that give it no variables but those that follow, and no signals that it ignores because
     * this JVM does, as one does that was started in the background.
     */
    String cleanly() {
        return path("env") + " -i " + (OfThisHost.RESETS_SIGNALS ? "--default-signal " : "") + "--";
    }

    private static final class OfThisHost {
        /** GNU's env does since version 8.31. */
        static final boolean RESETS_SIGNALS = resetsSignals();

        private static boolean resetsSignals() {
            try {
                Process trial = new ProcessBuilder(find().path("env"), "--default-signal", "true")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return trial.waitFor() == 0;
            } catch (IOException unknown) {
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** The first executable of that name, in the folders of the base system and then on the PATH. */
    private static Optional<Path> onPath(String name) {
        return folders().stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Set<String> folders() {
        Set<String> folders = new LinkedHashSet<>(USUAL);
        folders.addAll(searchPath());
        return folders;
    }

    /** The absolute folders of this process's PATH. */
    static List<String> searchPath() {
        String path = System.getenv("PATH");
        return path == null
                ? List.of()
                : List.of(path.split(File.pathSeparator)).stream()
                        .filter(folder -> folder.startsWith("/"))
                        .toList();
    }
}
