package io.etlbed.junit.condition;

import io.etlbed.simulator.KubernetesClusters;
import io.etlbed.simulator.embedded.runtime.HostTools;
import io.etlbed.simulator.embedded.runtime.SandboxLadder;
import io.etlbed.simulator.python.Interpreters;
import io.etlbed.simulator.python.RuntimeChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this machine lacks. Each question is asked once per JVM, as answers take up to a second. */
final class Machine {

    private static final String ANY = "any";
    private static final Map<String, Optional<String>> ISOLATION = new ConcurrentHashMap<>();
    private static final Map<String, Optional<String>> PROVIDERS = new ConcurrentHashMap<>();

    private Machine() {}

    /** A sentence for each thing that is missing. */
    static List<String> lacks(Requires required) {
        List<String> missing = new ArrayList<>();
        for (String tool : required.tools()) {
            if (HostTools.find(tool).isEmpty()) {
                missing.add("no " + tool + " on the PATH that works and that pods may see");
            }
        }
        if (!required.python().isEmpty()) {
            python(required.python()).ifPresent(missing::add);
        }
        if (required.isolation()) {
            ISOLATION
                    .computeIfAbsent("", asked -> SandboxLadder.withoutIsolation())
                    .map(why -> "pods cannot be kept apart here: " + why)
                    .ifPresent(missing::add);
        }
        if (!required.provider().isEmpty()) {
            PROVIDERS
                    .computeIfAbsent(required.provider(), KubernetesClusters::absence)
                    .ifPresent(missing::add);
        }
        return missing;
    }

    private static Optional<String> python(String version) {
        if (version.equals(ANY)) {
            return HostTools.find("python3").isPresent()
                    ? Optional.empty()
                    : Optional.of(
                            "no Python 3 on the PATH that works and that pods may see; install one, as with `apt install"
                                    + " python3`");
        }
        try {
            RuntimeChoice choice = Interpreters.ofThisHost().choose(version);
            if (choice instanceof RuntimeChoice.Same) {
                return Optional.empty();
            }
            return Optional.of("no Python " + version + " here: "
                    + (choice instanceof RuntimeChoice.Higher higher
                            ? higher.warning()
                            : ((RuntimeChoice.Refused) choice).reason())
                    + "; ETLBED_PYTHON may name one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while Python " + version + " was looked for");
        }
    }
}
