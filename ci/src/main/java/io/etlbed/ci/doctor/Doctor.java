package io.etlbed.ci.doctor;

import io.etlbed.simulator.docker.k3s.K3sCheck;
import io.etlbed.simulator.embedded.runtime.HostTool;
import io.etlbed.simulator.embedded.runtime.HostTools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at this machine; changes nothing. */
public final class Doctor {

    private Doctor() {}

    /**
     * All that there is to say, the needed things first.
     *
     * @param runtimes those of which it is to be said what they run with
     */
    public static List<Finding> examine(List<PythonRuntime> runtimes) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(system());
        findings.add(java());
        findings.add(python());
        findings.addAll(Sandboxes.examine());
        findings.addAll(Pythons.examine(runtimes));
        findings.add(k3s());
        findings.add(tool("curl", "curl", "--version", "the documents' curl lines are for it"));
        findings.add(tool("kubectl", "kubernetes-client", "version --client", "to look into the Kubernetes of `up`"));
        return List.copyOf(findings);
    }

    private static Finding system() {
        String name = System.getProperty("os.name", "") + " " + System.getProperty("os.version", "");
        return name.startsWith("Linux")
                ? new Finding.Good("system", name + ", " + Runtime.getRuntime().availableProcessors() + " cores")
                : new Finding.Missing("system", name, "the embedded Kubernetes runs pods on Linux alone");
    }

    private static Finding java() {
        String found = Runtime.version() + " in " + System.getProperty("java.home");
        return Runtime.version().feature() >= 17
                ? new Finding.Good("JDK", found)
                : new Finding.Missing("JDK", found, "install JDK 17 or later and set JAVA_HOME");
    }

    private static Finding python() {
        Optional<HostTool> tool = HostTools.find("python3");
        if (tool.isEmpty()) {
            return new Finding.Missing(
                    "python3",
                    "none on the PATH that runs and that pods may see",
                    "install Python 3.6 or later, as with `apt install python3`");
        }
        Path program = tool.get().binaries().resolve("python3");
        return Programs.say(program, "--version")
                .<Finding>map(version -> new Finding.Good("python3", version + ", " + program))
                .orElseGet(() -> new Finding.Missing("python3", program + " does not run", "repair it"));
    }

    private static Finding k3s() {
        K3sCheck check = K3sCheck.examine();
        return check.well()
                ? new Finding.Good("k3s", check.text())
                : new Finding.Optional("k3s", check.text() + "; for --provider k3s alone", check.advice());
    }

    private static Finding tool(String name, String debianPackage, String question, String use) {
        return Programs.find(name)
                .flatMap(program -> Programs.say(program, question.split(" "))
                        .<Finding>map(said -> new Finding.Good(name, said + ", " + program)))
                .orElseGet(() ->
                        new Finding.Optional(name, "not found; " + use, "as with `apt install " + debianPackage + "`"));
    }
}
