package io.etlbed.simulator.python;

import io.etlbed.simulator.CacheFolder;
import io.etlbed.simulator.Preparation.Progress;
import io.etlbed.simulator.SimulatorException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A Python for programs of this host that are no pods, chosen as {@link PythonPreparation} chooses it, and with packages
 * out of the same environments: what runs here and in a pod with the same requirements runs with the same files.
 *
 * @param interpreter that was chosen
 * @param remark what is to be said where it is not of the very version that was wanted
 * @param programs folder in which it is called {@code python}, and by its numbers
 * @param packages the folders with the packages, in the order in which they are looked into
 */
public record HostEnvironment(Interpreter interpreter, Optional<String> remark, Path programs, List<Path> packages) {

    /**
     * Makes it; the packages are installed if they are not there.
     *
     * @param wanted such as {@code 3.8.5} or {@code 3.10}; the nearest higher minor version takes the place of a missing
     *     one
     * @param requirements each in pip's format, and installed in a folder of its own: of those that are large, and the same
     *     for many, there is one copy
     * @throws SimulatorException if there is no such Python, or the packages cannot be installed, with what pip said
     */
    public static HostEnvironment of(String wanted, List<String> requirements, Progress progress)
            throws InterruptedException {
        RuntimeChoice choice = Interpreters.ofThisHost().choose(wanted);
        Interpreter python = interpreter(choice);
        List<Path> packages = new ArrayList<>();
        for (String each : requirements) {
            Requirements asked = RequirementsReader.read(each, Map.of());
            if (!asked.isEmpty()) {
                packages.add(Environments.ofThisUser().packages(python, asked, progress));
            }
        }
        return new HostEnvironment(python, remark(choice), Programs.of(python, CacheFolder.find(), progress), packages);
    }

    public HostEnvironment {
        packages = List.copyOf(packages);
    }

    /** Whether the packages are there already, so that {@link #of} takes no time and needs no network. */
    public static boolean isInstalled(String wanted, List<String> requirements) throws InterruptedException {
        RuntimeChoice choice = Interpreters.ofThisHost().choose(wanted);
        if (choice instanceof RuntimeChoice.Refused) {
            return false;
        }
        for (String each : requirements) {
            Requirements asked = RequirementsReader.read(each, Map.of());
            if (!asked.isEmpty() && !Environments.ofThisUser().has(interpreter(choice), asked)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The variables of a process that is to have it.
     *
     * @param path the PATH that the process would have otherwise
     */
    public Map<String, String> variables(String path) {
        List<String> folders = new ArrayList<>(List.of(programs.toString()));
        packages.stream()
                .map(folder -> folder.resolve("bin"))
                .filter(Files::isDirectory)
                .forEach(folder -> folders.add(folder.toString()));
        folders.add(path);
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", String.join(File.pathSeparator, folders));
        variables.put(
                "PYTHONPATH", packages.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        // What the user has installed for himself is not in pods either.
        variables.put("PYTHONNOUSERSITE", "1");
        return variables;
    }

    private static Interpreter interpreter(RuntimeChoice choice) {
        if (choice instanceof RuntimeChoice.Same same) {
            return same.interpreter();
        }
        if (choice instanceof RuntimeChoice.Higher higher) {
            return higher.interpreter();
        }
        throw new SimulatorException(((RuntimeChoice.Refused) choice).reason());
    }

    private static Optional<String> remark(RuntimeChoice choice) {
        if (choice instanceof RuntimeChoice.Higher higher) {
            return Optional.of(higher.warning());
        }
        return choice instanceof RuntimeChoice.Same same ? same.remark() : Optional.empty();
    }
}
