package io.etlbed.simulator.embedded.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Python of this host, as it says of itself: not where it was called, and not its virtual environment.
 *
 * @param version three numbers, such as {@code 3.8.18}
 * @param prefix the folder in which it is installed, and which it needs
 * @param executable below the prefix
 * @param platform of the machine code that it loads, such as {@code x86_64-64}
 */
public record HostPython(String version, Path prefix, Path executable, String platform) {

    /** For Python 2.7 and every 3. A virtual environment of old has {@code real_prefix}. */
    private static final String QUESTION = """
            import os, sys
            name = sys.implementation.name if hasattr(sys, 'implementation') else 'cpython'
            print('pypy' if 'PyPy' in sys.version else name)
            print('%d.%d.%d' % sys.version_info[:3])
            print(getattr(sys, 'real_prefix', getattr(sys, 'base_prefix', sys.prefix)))
            print(os.path.realpath(sys.executable))
            print('%s-%d' % (os.uname()[4], 64 if sys.maxsize > 2 ** 32 else 32))
            """;

    private static final long PATIENCE_SECONDS = 10;
    private static final Map<Path, Optional<HostPython>> KNOWN = new ConcurrentHashMap<>();

    /**
     * Runs a candidate and asks it; once per JVM. Empty where it does not run (a shim of pyenv exits with 127 for a version
     * that is not active), does not answer within {@value #PATIENCE_SECONDS} s, is no CPython, or is installed where showing
     * it to a pod would show the user's home.
     */
    public static Optional<HostPython> ask(Path candidate) throws IOException {
        Optional<HostPython> known = KNOWN.get(candidate);
        if (known != null) {
            return known;
        }
        try {
            Optional<HostPython> found = say(candidate, QUESTION).flatMap(HostPython::of);
            KNOWN.put(candidate, found);
            return found;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * What a short program prints, with none of this process's settings for Python and without the user's own packages;
     * empty where it fails or takes more than {@value #PATIENCE_SECONDS} s.
     */
    public static Optional<String> say(Path python, String program) throws IOException, InterruptedException {
        // No pipe: what the candidate has started may hold it open for ever.
        Path answer = Files.createTempFile("etlbed-python-", null);
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(python.toString(), "-E", "-s", "-B", "-c", program))
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().keySet().removeIf(name -> name.startsWith("PYTHON"));
            Process process = builder.start();
            try {
                boolean well = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
                return well ? Optional.of(Files.readString(answer, StandardCharsets.UTF_8)) : Optional.empty();
            } finally {
                if (process.isAlive()) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                }
            }
        } finally {
            Files.delete(answer);
        }
    }

    private static Optional<HostPython> of(String answer) {
        List<String> lines = answer.lines().toList();
        if (lines.size() != 5
                || !lines.get(0).equals("cpython")
                || !lines.get(2).startsWith("/")) {
            return Optional.empty();
        }
        String version = lines.get(1);
        Path prefix = Path.of(lines.get(2));
        Path usual = prefix.resolve("bin/python" + version.substring(0, version.lastIndexOf('.')));
        Path executable = Files.isExecutable(usual) ? usual : Path.of(lines.get(3));
        boolean whole = executable.startsWith(prefix) && HostTools.mayBeShown(prefix);
        return whole ? Optional.of(new HostPython(version, prefix, executable, lines.get(4))) : Optional.empty();
    }
}
