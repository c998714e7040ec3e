package io.etlbed.junit;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a cluster could leave behind on this machine, as far as it is this JVM's. */
record Leftovers(
        Set<String> processes, Set<String> threads, Set<String> ports, Set<String> interfaces, Set<String> files) {

    /** What there is now, below the folder and in this process. */
    static Leftovers now(Path folder) throws IOException {
        return new Leftovers(allProcesses(), allThreads(), allPorts(), allInterfaces(), allFiles(folder));
    }

    private static Set<String> allProcesses() {
        return ProcessHandle.current()
                .descendants()
                .map(each -> each.pid() + " " + each.info().commandLine().orElse("?"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Their names with {@code #} for numbers, once for each thread. Without those of the JDK and of JUnit that come and go, and the workers of
     * fabric8's clients: another cluster of this JVM may take one more at any time, and a client that is left shows by its
     * {@code SelectorManager}. HTTP clients are collected as garbage.
     */
    private static Set<String> allThreads() {
        System.gc();
        Map<String, Integer> counts = new TreeMap<>();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(
                        name -> !name.matches(
                                "process reaper.*|ForkJoinPool\\.commonPool.*|ForkJoinPool-\\d+-worker-.*|Attach Listener|awaitility.*"
                                        + "|Cleaner-.*|JNA Cleaner|Keep-Alive-Timer|junit-.*|surefire-.*|JdkHttpClientFactory-.*"))
                .map(name -> name.replaceAll("\\d+", "#"))
                .map(name -> name + ", " + counts.merge(name, 1, Integer::sum))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** TCP ports on which this process listens: those of its open sockets that the kernel lists as such. */
    private static Set<String> allPorts() throws IOException {
        Set<String> sockets = new TreeSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            descriptors
                    .map(Leftovers::target)
                    .filter(each -> each.startsWith("socket:["))
                    .forEach(each -> sockets.add(each.replaceAll("\\D", "")));
        }
        Set<String> ports = new TreeSet<>();
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.exists(Path.of(table)) ? Files.readAllLines(Path.of(table)) : List.<String>of()) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[3].equals("0A") && sockets.contains(fields[9])) {
                    ports.add(fields[1]);
                }
            }
        }
        return ports;
    }

    /** Of a descriptor; nothing where it was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static Set<String> allInterfaces() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .map(NetworkInterface::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> allFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(each -> !each.equals(folder))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
