package io.etlbed.ci.doctor;

import io.etlbed.simulator.python.Interpreter;
import io.etlbed.simulator.python.Interpreters;
import io.etlbed.simulator.python.RuntimeChoice;
import java.util.ArrayList;
import java.util.List;

/** The interpreters of this machine, and what each runtime would run with. */
final class Pythons {

    private static final String RUNTIME = "runtime";

    private Pythons() {}

    static List<Finding> examine(List<PythonRuntime> runtimes) throws InterruptedException {
        Interpreters interpreters = Interpreters.ofThisHost();
        List<Finding> findings = new ArrayList<>();
        for (String complaint : interpreters.complaints()) {
            findings.add(new Finding.Optional("Python", complaint, "name programs or folders, separated by colons"));
        }
        for (Interpreter each : interpreters.all()) {
            findings.add(new Finding.Good("Python", each.version() + ", " + each.executable()));
        }
        runtimes.forEach(runtime -> findings.add(finding(runtime, interpreters)));
        return findings;
    }

    private static Finding finding(PythonRuntime runtime, Interpreters interpreters) {
        RuntimeChoice choice = interpreters.choose(runtime.version());
        if (choice instanceof RuntimeChoice.Same same) {
            return new Finding.Good(RUNTIME, runsWith(runtime, same.interpreter()));
        }
        if (choice instanceof RuntimeChoice.Higher higher) {
            return new Finding.Optional(RUNTIME, runsWith(runtime, higher.interpreter()), higher.warning());
        }
        return new Finding.Optional(
                RUNTIME, runtime.name() + " does not run", ((RuntimeChoice.Refused) choice).reason());
    }

    private static String runsWith(PythonRuntime runtime, Interpreter interpreter) {
        return runtime.name() + " (" + runtime.version() + ") runs with " + interpreter.version() + ", "
                + interpreter.executable();
    }
}
