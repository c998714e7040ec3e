package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Sandbox;
import io.etlbed.simulator.SimulatorException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs a program of this host that works for pods, and with what strangers wrote: it sees the system's folders and what it
 * is shown, nothing else of the user's home, and can change only what it is told to, on every rung but {@link Sandbox#NONE}. Unlike a pod it has the network of
 * this host. It ends with this JVM, and so does all that it has started.
 */
public final class Workbench {

    private static final List<Path> NETWORK_SETTINGS = Stream.of(
                    "hosts", "resolv.conf", "nsswitch.conf", "host.conf", "gai.conf", "passwd", "group", "hostname")
            .map(name -> Path.of("/etc", name))
            .toList();

    private Workbench() {}

    /**
     * What is to be run.
     *
     * @param command program and arguments
     * @param environment all its variables
     * @param workingDirectory absolute
     * @param home an empty folder for this run alone, by its path
     * @param readable files and folders that it sees at their own paths besides those of the system
     * @param writable folders that it sees and may change
     */
    public record Job(
            List<String> command,
            Map<String, String> environment,
            Path workingDirectory,
            Path home,
            List<Path> readable,
            List<Path> writable) {

        public Job {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            readable = List.copyOf(readable);
            writable = List.copyOf(writable);
        }
    }

    /**
     * Runs it to its end.
     *
     * @param root a folder that is not there yet, for the root of the file system that it sees; left to the caller
     * @param output takes each line that it writes, to either stream; on another thread
     * @return its exit code
     * @throws IOException if it cannot be started
     * @throws InterruptedException nothing of it runs any more then
     * @throws SimulatorException if this host does not let it be run in this way
     */
    public static int run(Job job, Path root, Consumer<String> output) throws IOException, InterruptedException {
        HostPrograms programs = HostPrograms.find();
        Sandbox sandbox = SandboxLadder.best();
        String token = "etlbed-started-" + UUID.randomUUID();
        MarkedProcesses marked = new MarkedProcesses(token);
        List<String> command =
                sandbox.isolates() ? apart(job, root, token, programs, sandbox) : among(job, token, programs);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        try (Launcher launcher = new Launcher()) {
            AtomicBoolean began = new AtomicBoolean();
            Process process = launcher.start(builder);
            LogPump pump = new LogPump(
                    process.getInputStream(),
                    line -> output.accept(new String(line, StandardCharsets.UTF_8).stripTrailing()),
                    token,
                    () -> began.set(true));
            Thread reader = new Thread(pump::run, "etlbed-workbench");
            reader.setDaemon(true);
            reader.start();
            int code = await(process, marked, reader);
            if (!began.get()) {
                throw new IOException("cannot run " + job.command().get(0) + " apart from the rest of this host: "
                        + pump.complaint());
            }
            return code;
        }
    }

    private static List<String> apart(Job job, Path root, String token, HostPrograms programs, Sandbox sandbox)
            throws IOException {
        SandboxCommands commands =
                sandbox == Sandbox.ROOT ? SandboxCommands.withoutUsers(programs) : SandboxCommands.withUsers(programs);
        String script = EnterScript.of(
                commands,
                root,
                layOut(job, root, programs),
                job.workingDirectory().toString(),
                job.command().get(0),
                job.environment().getOrDefault("PATH", ""),
                token);
        List<String> words = new ArrayList<>();
        job.environment().forEach((name, value) -> words.add(name + "=" + value));
        words.addAll(job.command());
        return commands.workbench(script, words);
    }

    /** Where nothing can be kept apart, it sees what this user sees. */
    private static List<String> among(Job job, String token, HostPrograms programs) {
        Map<String, String> variables = new HashMap<>(job.environment());
        variables.put(MarkedProcesses.VARIABLE, token);
        return SandboxCommands.plain(
                programs,
                PlainScript.of(programs, List.of(), token, false),
                PlainScript.arguments(job.command(), variables, job.workingDirectory()));
    }

    private static int await(Process process, MarkedProcesses marked, Thread reader) throws InterruptedException {
        try {
            int code = process.waitFor();
            marked.kill();
            reader.join();
            return code;
        } catch (InterruptedException calledBack) {
            process.destroyForcibly();
            marked.kill();
            // With it everything ends that holds the pipe.
            joinUninterruptibly(reader);
            throw calledBack;
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> layOut(Job job, Path root, HostPrograms programs) throws IOException {
        RootTree tree = new RootTree();
        BaseTree.lay(tree);
        if (needed(job.home())) {
            tree.folder(job.home().toString());
        }
        // What holds others comes before them.
        for (Path path : job.readable().stream()
                .sorted(Comparator.naturalOrder())
                .distinct()
                .toList()) {
            if (needed(path) && Files.exists(path)) {
                tree.show(path.toString(), path.toRealPath(), true);
            }
        }
        for (Path path : job.writable()) {
            tree.show(path.toString(), path.toRealPath(), false);
        }
        Files.createDirectory(root);
        List<String> mounts = new RootBuilder(MountTable.read(), programs).build(tree, root);
        Path etc = root.resolve("etc");
        BaseTree.copySettings(SystemFolders.SETTING_FILES, etc);
        BaseTree.copySettings(NETWORK_SETTINGS, etc);
        BaseTree.open(root);
        return mounts;
    }

    /** Whether it is not there anyway. */
    private static boolean needed(Path path) {
        return path.getNameCount() > 0
                && !BaseTree.isOfKernel(path)
                && !SystemFolders.contain(path)
                && SystemFolders.SETTINGS.stream().noneMatch(path::startsWith);
    }
}
