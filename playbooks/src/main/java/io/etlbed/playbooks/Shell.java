package io.etlbed.playbooks;

import io.etlbed.cluster.cli.AisProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs commands with {@code sh}, in the folder of a run, with an {@code ais} on the path. */
final class Shell {

    private static final String PATH = "PATH";
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Path folder;
    private final Path programs;
    private final Map<String, String> environment;

    Shell(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.programs = folder.resolve(".bin");
        this.environment = environment;
    }

    boolean has(String program) {
        for (String place : path().split(File.pathSeparator, -1)) {
            if (!place.isEmpty() && Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    Output run(String command, Map<String, String> variables, Duration patience) throws InterruptedException {
        Process process;
        try {
            writeAis();
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"));
            Map<String, String> env = new LinkedHashMap<>(environment);
            env.putAll(variables);
            env.put(PATH, programs.toAbsolutePath() + File.pathSeparator + path());
            builder.environment().putAll(env);
            process = builder.start();
        } catch (IOException e) {
            return new Output(127, "", "cannot run a shell: " + e.getMessage());
        }
        Capture out = new Capture();
        Capture err = new Capture();
        Thread readsOut = reader(process.getInputStream(), out);
        Thread readsErr = reader(process.getErrorStream(), err);
        boolean ended = false;
        try {
            ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
        readsOut.join(FAREWELL.toMillis());
        readsErr.join(FAREWELL.toMillis());
        return new Output(ended ? process.exitValue() : Output.TIMED_OUT, out.text(), err.text());
    }

    private static Thread reader(InputStream from, Capture to) {
        Thread thread = new Thread(
                () -> {
                    try (from) {
                        from.transferTo(to);
                    } catch (IOException e) {
                        // The process is gone; what it wrote before is kept.
                    }
                },
                "playbook-output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private String path() {
        String own = environment.get(PATH);
        return own == null ? hostPath() : own;
    }

    /** The PATH of this process. */
    static String hostPath() {
        return System.getenv().getOrDefault(PATH, "/usr/local/bin:/usr/bin:/bin");
    }

    /** The command line of this build, for pipes and scripts. */
    private void writeAis() throws IOException {
        Path ais = programs.resolve("ais");
        if (Files.exists(ais)) {
            return;
        }
        Files.createDirectories(programs);
        String words = AisProgram.words().stream().map(Shell::quoted).collect(Collectors.joining(" "));
        Files.writeString(ais, "#!/bin/sh\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(ais, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
