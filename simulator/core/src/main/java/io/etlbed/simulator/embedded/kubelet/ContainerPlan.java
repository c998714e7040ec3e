package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.Provision;
import io.etlbed.simulator.embedded.runtime.Confinement;
import io.etlbed.simulator.embedded.runtime.ContainerImage;
import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.HostTool;
import io.etlbed.simulator.embedded.runtime.PreparedImage;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is to run in the end: the container's wishes over what its image says. */
final class ContainerPlan {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private ContainerPlan() {}

    /**
     * Plans a container.
     *
     * @param provision what the node adds to it
     * @param variables its own, resolved
     * @throws ConfigException if nothing says what to run
     */
    static ContainerSpec of(
            Container container,
            ContainerImage image,
            Provision provision,
            Map<String, String> variables,
            PodContext pod)
            throws ConfigException {
        Confinement confinement = Confinements.of(pod.pod(), container);
        return new ContainerSpec(
                container.getName(),
                image,
                image instanceof PreparedImage folder
                        ? command(container, folder.bundle(), variables)
                        : ownWords(container, variables),
                image instanceof PreparedImage folder
                        ? environment(folder, provision, variables, home(confinement), pod.hostname())
                        : ownEnvironment(variables, pod.hostname()),
                Optional.ofNullable(container.getWorkingDir()).filter(folder -> !folder.isEmpty()),
                VolumeMounts.of(pod.pod(), container, variables),
                provision.mounts(),
                container.getPorts().stream()
                        .map(ContainerPort::getContainerPort)
                        .toList(),
                Boolean.TRUE.equals(container.getStdin()),
                Boolean.TRUE.equals(container.getTty()),
                Optional.ofNullable(container.getTerminationMessagePath()).filter(path -> !path.isEmpty()),
                confinement);
    }

    /** Of a user that no image knows it is the root folder. */
    private static String home(Confinement confinement) {
        return confinement.user().orElse(0) == 0 ? "/root" : "/";
    }

    /** Java code is not run by a command; it is shown the words, and may do with them what it wants. */
    private static List<String> ownWords(Container container, Map<String, String> variables) {
        return Stream.concat(container.getCommand().stream(), container.getArgs().stream())
                .map(word -> Expansion.expand(word, variables))
                .toList();
    }

    private static Map<String, String> ownEnvironment(Map<String, String> variables, String hostname) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOSTNAME", hostname);
        environment.putAll(variables);
        return environment;
    }

    /** A command replaces both the image's entrypoint and its arguments, arguments replace the arguments alone. */
    private static List<String> command(Container container, Bundle bundle, Map<String, String> variables)
            throws ConfigException {
        boolean ownCommand = !container.getCommand().isEmpty();
        List<String> words = new ArrayList<>();
        if (ownCommand) {
            container.getCommand().forEach(word -> words.add(Expansion.expand(word, variables)));
        } else {
            words.addAll(bundle.entrypoint());
        }
        if (!container.getArgs().isEmpty()) {
            container.getArgs().forEach(word -> words.add(Expansion.expand(word, variables)));
        } else if (!ownCommand) {
            words.addAll(bundle.arguments());
        }
        if (words.isEmpty()) {
            throw new ConfigException("no command specified");
        }
        return words;
    }

    private static Map<String, String> environment(
            PreparedImage image, Provision provision, Map<String, String> variables, String home, String hostname) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("HOME", home);
        environment.put("HOSTNAME", hostname);
        environment.putAll(image.bundle().environment());
        Set<String> path = new LinkedHashSet<>(provision.path());
        for (HostTool tool : image.tools()) {
            path.add(tool.binaries().toString());
        }
        path.add(image.bundle().environment().getOrDefault("PATH", PATH));
        environment.putAll(provision.environment());
        environment.put("PATH", String.join(":", path));
        environment.putAll(variables);
        return environment;
    }
}
