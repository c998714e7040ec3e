package io.etlbed.ci;

import io.etlbed.simulator.KubernetesClusters;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Says of options that they cannot be meant, before anything is started for them: exit code 2. */
record Wrong(CommandSpec command) {

    ParameterException because(String reason) {
        return new ParameterException(command.commandLine(), reason);
    }

    /** At least one of what a cluster consists of. */
    void ifNone(String option, int count) {
        if (count < 1) {
            throw because(option + " is at least 1, not " + count);
        }
    }

    void ifNoPort(String option, int port) {
        if (port < 0 || port > 65535) {
            throw because(option + " is 0 to 65535, not " + port);
        }
    }

    void ifNoProvider(String name) {
        List<String> known = KubernetesClusters.names();
        if (!known.contains(name)) {
            throw because("no provider '" + name + "'; there are " + String.join(", ", known));
        }
    }
}
