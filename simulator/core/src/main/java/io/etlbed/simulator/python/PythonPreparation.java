package io.etlbed.simulator.python;

import io.etlbed.simulator.CacheFolder;
import io.etlbed.simulator.Preparation;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.Provision.Mount;
import io.etlbed.simulator.Provision.Notice;
import io.etlbed.simulator.SimulatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives containers a Python of this host, and the packages that they ask for.
 *
 * <p>The interpreter is called {@code python}, and by its numbers, on the PATH of the container. Where another than the
 * wanted one has to do, an event of the pod says so: {@value #CHOSEN} where the patch is another, the warning
 * {@value #SUBSTITUTED} where the minor version is a higher one. Where none will do the container is refused.
 *
 * <p>Packages are installed once for all containers that ask for the same, and are seen read-only in the folder that the
 * variable {@value #PACKAGES} names; there is none where nothing is asked for. {@code site.addsitedir} takes all of them.
 */
public final class PythonPreparation implements Preparation {

    /** Variable of the container with the folder of its packages. */
    public static final String PACKAGES = "ETLBED_PACKAGES";

    /** Reason of the event about another patch. */
    public static final String CHOSEN = "RuntimeChosen";

    /** Reason of the event about another minor version. */
    public static final String SUBSTITUTED = "RuntimeSubstituted";

    private static final String PROGRAMS_PATH = "/opt/etlbed/python";

    private final PythonVersion wanted;
    private final String requirements;
    private final String exactly;

    private PythonPreparation(PythonVersion wanted, String requirements, String exactly) {
        this.wanted = wanted;
        this.requirements = requirements;
        this.exactly = exactly;
    }

    /**
     * Makes one.
     *
     * @param wanted the version that the container is for, such as {@code 3.8.5} or {@code 3.6}
     * @param requirements name of the variable of the container that holds pip's requirements; the container need not have
     *     it
     * @param exactly name of the variable with which a container rules out another minor version; its value is the reason,
     *     as a part of a sentence, and is shown where that leads to a refusal
     * @throws SimulatorException if {@code wanted} is no version
     */
    public static PythonPreparation of(String wanted, String requirements, String exactly) {
        return new PythonPreparation(PythonVersion.parse(wanted), requirements, exactly);
    }

    @Override
    public Provision prepare(Map<String, String> environment, Progress progress) throws InterruptedException {
        Optional<String> reason = Optional.ofNullable(environment.get(exactly));
        Interpreters interpreters = Interpreters.ofThisHost();
        List<Notice> notices = new ArrayList<>();
        Interpreter python = interpreter(RuntimeChoice.of(wanted, reason, interpreters), notices);
        Requirements asked = RequirementsReader.read(environment.getOrDefault(requirements, ""), environment);

        List<Mount> mounts = new ArrayList<>();
        mounts.add(new Mount(python.prefix(), python.prefix().toString()));
        mounts.add(new Mount(Programs.of(python, CacheFolder.find(), progress), PROGRAMS_PATH));
        Map<String, String> variables = new HashMap<>();
        List<String> path = new ArrayList<>(List.of(PROGRAMS_PATH));
        if (!asked.isEmpty()) {
            Path packages = Environments.ofThisUser().packages(python, asked, progress);
            mounts.add(new Mount(packages, Environments.SEEN_AT));
            variables.put(PACKAGES, Environments.SEEN_AT);
            if (Files.isDirectory(packages.resolve("bin"))) {
                path.add(Environments.SEEN_AT + "/bin");
            }
        }
        return new Provision(mounts, variables, path, notices);
    }

    private static Interpreter interpreter(RuntimeChoice choice, List<Notice> notices) {
        if (choice instanceof RuntimeChoice.Same same) {
            same.remark().ifPresent(remark -> notices.add(new Notice(false, CHOSEN, remark)));
            return same.interpreter();
        }
        if (choice instanceof RuntimeChoice.Higher higher) {
            notices.add(new Notice(true, SUBSTITUTED, higher.warning()));
            return higher.interpreter();
        }
        throw new SimulatorException(((RuntimeChoice.Refused) choice).reason());
    }
}
