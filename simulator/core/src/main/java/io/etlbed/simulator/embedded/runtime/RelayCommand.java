package io.etlbed.simulator.embedded.runtime;

import com.sun.jna.Native;
import io.etlbed.simulator.embedded.network.RelayMain;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of the relay: a small JVM that sees two entries of our class path. */
final class RelayCommand {

    /** Of native methods that nobody has allowed. */
    private static final int FIRST_THAT_WARNS = 22;

    private RelayCommand() {}

    /**
     * The command.
     *
     * @param folder where it may unpack what is native
     */
    static ProcessBuilder of(SandboxCommands commands, Path folder) {
        String classPath = Stream.of(RelayMain.class, Native.class)
                .map(RelayCommand::home)
                .collect(Collectors.joining(File.pathSeparator));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> words = new ArrayList<>(List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-Djava.io.tmpdir=" + folder));
        if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
            words.add("--enable-native-access=ALL-UNNAMED");
        }
        words.addAll(List.of("-cp", classPath, RelayMain.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(commands.relay(words)).redirectError(ProcessBuilder.Redirect.INHERIT);
        // Options for this JVM, such as an agent, are not meant for that one.
        builder.environment()
                .keySet()
                .removeIf(name -> name.endsWith("JAVA_OPTIONS") || name.equals("JAVA_TOOL_OPTIONS"));
        return builder;
    }

    private static String home(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
