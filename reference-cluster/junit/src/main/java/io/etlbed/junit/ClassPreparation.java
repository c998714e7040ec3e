package io.etlbed.junit;

import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.python.PythonPreparation;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Gives a container the Python of its image, AIStore's SDK with its servers, and the packages that {@code PACKAGES} names. */
final class ClassPreparation implements Preparation {

    private static final String PACKAGES = "PACKAGES";
    private static final String OS_PACKAGES = "OS_PACKAGES";
    private static final String REQUIREMENTS = "ETLBED_REQUIREMENTS";
    private static final String EXACT = "ETLBED_EXACT";

    /** Commas within a requirement, as in {@code six>=1,<2} or {@code a[b,c]}, part nothing. */
    private static final Pattern BETWEEN = Pattern.compile("\\s*,\\s*(?![^\\[]*])(?=[A-Za-z0-9])");

    private static final Pattern OWN_SDK = Pattern.compile("(?m)^\\s*aistore\\s*([\\[<>=!~@;].*)?$");

    private final String sdk;
    private final PythonPreparation python;

    /** @param version of Python, two numbers */
    ClassPreparation(String version) {
        // The last release for each.
        this.sdk = "aistore[etl]==" + (version.equals("3.9") ? "1.26.0" : "2.0.0");
        this.python = PythonPreparation.of(version, REQUIREMENTS, EXACT);
    }

    @Override
    public Provision prepare(Map<String, String> environment, Progress progress) throws InterruptedException {
        String system = environment.getOrDefault(OS_PACKAGES, "");
        if (!system.isBlank()) {
            throw new SimulatorException("os_packages (" + OS_PACKAGES + "=" + system
                    + ") cannot be installed in a pod of this cluster: leave them out, what this machine has is there");
        }
        Map<String, String> asked = new HashMap<>(environment);
        asked.put(REQUIREMENTS, requirements(environment.getOrDefault(PACKAGES, "")));
        asked.put(EXACT, "a class is sent as the bytecode of the client's Python");
        return python.prepare(asked, progress);
    }

    /** One a line. */
    String requirements(String packages) {
        String own = BETWEEN.matcher(packages.strip()).replaceAll("\n");
        return OWN_SDK.matcher(own).find() ? own : sdk + "\n" + own;
    }
}
