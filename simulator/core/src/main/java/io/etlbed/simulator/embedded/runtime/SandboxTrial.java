package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tries whether this host lets a process be made in the way in which pods are; what has worked is not tried again. */
final class SandboxTrial {

    private static final long PATIENCE_SECONDS = 20;
    private static final int LONGEST_COMPLAINT = 4096;
    private static final Set<List<String>> PASSED = ConcurrentHashMap.newKeySet();

    private SandboxTrial() {}

    /** What came of a process with namespaces, of users too; empty where all is well. */
    static Optional<String> withUsers(HostPrograms programs) {
        return refusal(namespaces(programs, "-U", "-r"));
    }

    /** The same out of a user namespace that is made for it, as with a relay. */
    static Optional<String> withUsersBelow(HostPrograms programs) {
        List<String> words = new ArrayList<>(List.of(programs.path("unshare"), "-U", "-r"));
        words.addAll(namespaces(programs, "-U", "-r"));
        return refusal(words);
    }

    /** The same without namespaces of users. */
    static Optional<String> withoutUsers(HostPrograms programs) {
        return refusal(namespaces(programs));
    }

    private static List<String> namespaces(HostPrograms programs, String... more) {
        List<String> words = new ArrayList<>(List.of(programs.path("unshare")));
        words.addAll(List.of(more));
        words.addAll(List.of("-n", "-i", "-u", "-m", "-p", "-f", "--kill-child", programs.path("sh"), "-c"));
        words.add(Shell.command(programs.path("mount"), List.of("-t", "proc", "proc", "/proc")) + " && "
                + Shell.command(programs.path("mount"), List.of("-t", "tmpfs", "tmpfs", "/tmp")));
        return words;
    }

    private static Optional<String> refusal(List<String> trial) {
        if (PASSED.contains(trial)) {
            return Optional.empty();
        }
        Optional<String> complaint = run(trial);
        if (complaint.isEmpty()) {
            PASSED.add(trial);
        }
        return complaint.map(said -> "Tried: " + String.join(" ", trial) + " -- it said: " + said);
    }

    private static Optional<String> run(List<String> trial) {
        try {
            Process process =
                    new ProcessBuilder(trial).redirectErrorStream(true).start();
            process.getOutputStream().close();
            byte[] said = process.getInputStream().readNBytes(LONGEST_COMPLAINT);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of("nothing for " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(new String(said, StandardCharsets.UTF_8).strip());
        } catch (IOException failure) {
            return Optional.of(failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("interrupted while trying whether pods can be made", interrupted);
        }
    }
}
