package io.etlbed.playbooks;

import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.python.HostEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the steps of a playbook find as {@code python}. */
final class StepPython {

    private final @Nullable PythonNeeds needs;
    private final Variables variables;

    /** @param needs absent: what the host has by that name */
    StepPython(@Nullable PythonNeeds needs, Variables variables) {
        this.needs = needs;
        this.variables = variables;
    }

    /** Reads a file of the playbook. */
    @FunctionalInterface
    interface Files {
        String read(String name) throws IOException;
    }

    /**
     * Installs it, and says so while it takes its time.
     *
     * @throws PlaybookException if it cannot be had
     */
    Optional<HostEnvironment> prepare(Files files, Progress progress) throws IOException, InterruptedException {
        if (needs == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(HostEnvironment.of(version(needs), requirements(needs, files), progress));
        } catch (SimulatorException e) {
            throw new PlaybookException("no Python for the steps: " + e.getMessage(), e);
        }
    }

    boolean isInstalled(Files files) throws InterruptedException {
        try {
            return needs == null || HostEnvironment.isInstalled(version(needs), requirements(needs, files));
        } catch (IOException e) {
            throw new PlaybookException("the requirements cannot be read: " + e.getMessage(), e);
        }
    }

    private String version(PythonNeeds of) {
        return variables.expand(of.version());
    }

    private List<String> requirements(PythonNeeds of, Files files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String file : of.requirements()) {
            texts.add(files.read(variables.expand(file)));
        }
        return texts;
    }
}
