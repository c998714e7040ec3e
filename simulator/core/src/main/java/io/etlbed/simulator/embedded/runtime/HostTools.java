package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds programs for pods on the PATH of this process. What is there may be a wrapper that works for its owner alone
 * (the shims of pyenv, a virtual environment): interpreters are run and asked where they live. Found once per JVM.
 */
public final class HostTools {

    private static final Map<String, Optional<HostTool>> KNOWN = new ConcurrentHashMap<>();
    private static final Path HOME = Path.of(System.getProperty("user.home", "/root"));

    private HostTools() {}

    /** The tool, or empty where this host has none that works. */
    public static Optional<HostTool> find(String name) {
        return KNOWN.computeIfAbsent(name, HostTools::search);
    }

    private static Optional<HostTool> search(String name) {
        if (name.isEmpty() || name.contains("/")) {
            return Optional.empty();
        }
        return Stream.concat(
                        HostPrograms.searchPath().stream(),
                        Stream.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"))
                .distinct()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .flatMap(candidate -> locate(name, candidate).stream())
                .findFirst();
    }

    private static Optional<HostTool> locate(String name, Path candidate) {
        try {
            Optional<HostTool> tool = name.startsWith("python")
                    ? HostPython.ask(candidate)
                            .map(HostPython::prefix)
                            .map(prefix -> new HostTool(name, prefix.resolve("bin"), prefix))
                    : Optional.of(beside(name, candidate.toRealPath()));
            return tool.filter(HostTools::usable);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static HostTool beside(String name, Path program) {
        Path folder = program.getParent();
        return new HostTool(name, folder, folder);
    }

    /** Whether pods may be shown a folder: not where that would show them somebody's home. */
    static boolean mayBeShown(Path home) {
        return SystemFolders.contain(home) || !HOME.startsWith(home);
    }

    /** Only where it may be shown and is whole. */
    private static boolean usable(HostTool tool) {
        Path program = tool.binaries().resolve(tool.name());
        try {
            return mayBeShown(tool.home())
                    && Files.isExecutable(program)
                    && (program.toRealPath().startsWith(tool.home().toRealPath())
                            || SystemFolders.contain(program.toRealPath()));
        } catch (IOException dangling) {
            return false;
        }
    }
}
