package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.SimulatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tries once per JVM whether this host lets an isolated process be made at all. */
final class SandboxCheck {

    private static final long PATIENCE_SECONDS = 20;
    private static volatile boolean passed;

    private SandboxCheck() {}

    /**
     * Does nothing where pods can be made.
     *
     * @throws SimulatorException that says what was tried, what came of it, and what to do
     */
    static void require(HostPrograms programs) {
        if (passed) {
            return;
        }
        List<String> trial = List.of(
                programs.path("unshare"),
                "-U",
                "-r",
                "-n",
                "-i",
                "-u",
                "-m",
                "-p",
                "-f",
                "--kill-child",
                programs.path("sh"),
                "-c",
                Shell.command(programs.path("mount"), List.of("-t", "proc", "proc", "/proc")) + " && "
                        + Shell.command(programs.path("mount"), List.of("-t", "tmpfs", "tmpfs", "/tmp")));
        try {
            Process process =
                    new ProcessBuilder(trial).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw refused(trial, said.strip());
            }
            passed = true;
        } catch (IOException failure) {
            throw refused(trial, failure.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SimulatorException("interrupted while trying whether pods can be made", interrupted);
        }
    }

    private static SimulatorException refused(List<String> trial, String said) {
        return new SimulatorException("this host does not let pods be made as isolated processes. Tried: "
                + String.join(" ", trial) + " -- it said: " + said
                + ". What to do: allow user namespaces to this user (sysctl user.max_user_namespaces above 0;"
                + " kernel.unprivileged_userns_clone=1 on older Debian; kernel.apparmor_restrict_unprivileged_userns=0"
                + " on Ubuntu 23.10 and later); in a container, run it with --security-opt seccomp=unconfined"
                + " --security-opt apparmor=unconfined --security-opt systempaths=unconfined.");
    }
}
