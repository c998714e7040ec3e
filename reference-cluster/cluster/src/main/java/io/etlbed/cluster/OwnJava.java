package io.etlbed.cluster;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What another JVM needs that runs a class of this one's class path. */
public final class OwnJava {

    private OwnJava() {}

    /** The program {@code java} that runs this JVM. */
    public static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path, from the root of the file system, as the other JVM may be started in another folder. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The options by which this JVM was given its classes as they are in memory; with them another starts in half the time. */
    public static List<String> sharing() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-XX:SharedArchiveFile=") || argument.startsWith("-Xshare"))
                .toList();
    }
}
