package io.etlbed.ci;

import io.etlbed.ci.doctor.Doctor;
import io.etlbed.ci.doctor.Finding;
import io.etlbed.ci.doctor.PythonRuntime;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code doctor}: what this machine has and lacks. */
@Command(
        name = "doctor",
        description = "Say what this machine has, what is missing, and what to do about it."
                + " Exit code 1 if clusters cannot run here.")
final class DoctorCommand implements Callable<Integer> {

    private static final List<PythonRuntime> RUNTIMES = List.of(
            new PythonRuntime("python2", "2.7.18"),
            new PythonRuntime("python3", "3.8.5"),
            new PythonRuntime("python3.6", "3.6"),
            new PythonRuntime("python3.8", "3.8"),
            new PythonRuntime("python3.10", "3.10"));

    private final Console console;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Finding> findings = Doctor.examine(RUNTIMES);
        findings.forEach(this::print);
        boolean well = findings.stream().noneMatch(Finding.Missing.class::isInstance);
        console.out().println(well ? "Clusters can run here." : "Clusters cannot run here.");
        return well ? 0 : 1;
    }

    private void print(Finding finding) {
        String mark = "ok";
        String advice = "";
        if (finding instanceof Finding.Optional optional) {
            mark = "--";
            advice = optional.advice();
        } else if (finding instanceof Finding.Missing missing) {
            mark = "!!";
            advice = missing.advice();
        }
        console.out().printf("%s  %-9s %s%n", mark, finding.name(), finding.text());
        if (!advice.isEmpty()) {
            console.out().printf("    %-9s %s%n", "", advice);
        }
    }
}
