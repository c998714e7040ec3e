package io.etlbed.simulator.docker.k3s;

import io.etlbed.simulator.docker.engine.ContainerSpec;
import io.etlbed.simulator.docker.engine.ContainerSpec.InnerFile;
import io.etlbed.simulator.docker.engine.ContainerSpec.PublishedPort;
import io.etlbed.simulator.docker.engine.Privilege;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How nodes of one cluster are made.
 *
 * @param cluster its name, with which those of its containers begin
 * @param image of k3s
 * @param token by which agents join
 * @param cgroups version of the machine's control groups
 * @param remoteHost the engine's machine, where it is not this one
 * @param marks on every container
 */
record NodeRecipe(
        String cluster,
        String image,
        String token,
        int cgroups,
        Optional<String> remoteHost,
        Map<String, String> marks) {

    static final int API_PORT = 6443;

    private static final Pattern VERSION = Pattern.compile(":v1\\.(\\d+)\\.");
    private static final int REFUSES_CGROUP_1 = 35;
    private static final String START = "/etlbed/start";

    /** Of containers, hosts and Kubernetes nodes alike; the server is number 0. */
    String name(int number) {
        return cluster + "-" + number;
    }

    ContainerSpec server(Privilege privilege) {
        List<String> arguments = new ArrayList<>(List.of(
                "server",
                // What tests have no use for, and would have to be pulled.
                "--disable=traefik",
                "--disable=servicelb",
                "--disable=local-storage",
                "--tls-san=127.0.0.1"));
        remoteHost.ifPresent(host -> arguments.add("--tls-san=" + host));
        PublishedPort api = new PublishedPort(API_PORT, remoteHost.isPresent() ? "0.0.0.0" : "127.0.0.1");
        return node(0, arguments, Map.of("K3S_TOKEN", token), Optional.of(api), privilege);
    }

    /** @param number 1 and up */
    ContainerSpec agent(int number, Privilege privilege) {
        Map<String, String> environment = Map.of("K3S_TOKEN", token, "K3S_URL", "https://" + name(0) + ":" + API_PORT);
        return node(number, List.of("agent"), environment, Optional.empty(), privilege);
    }

    private ContainerSpec node(
            int number,
            List<String> role,
            Map<String, String> environment,
            Optional<PublishedPort> port,
            Privilege privilege) {
        List<String> arguments = new ArrayList<>(role);
        arguments.add("--node-name=" + name(number));
        if (cgroups == 1 && minor().orElse(0) >= REFUSES_CGROUP_1) {
            arguments.add("--kubelet-arg=fail-cgroupv1=false");
        }
        boolean reduced = privilege == Privilege.REDUCED;
        return new ContainerSpec(
                name(number),
                image,
                reduced ? List.of(START) : List.of(),
                arguments,
                environment,
                marks,
                cluster,
                port,
                privilege,
                Map.of(),
                reduced ? List.of(script("start"), script("runc")) : List.of());
    }

    /** Of Kubernetes 1.x, as far as the image's tag tells. */
    private Optional<Integer> minor() {
        Matcher version = VERSION.matcher(image);
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }

    private static InnerFile script(String name) {
        try (InputStream source = NodeRecipe.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException(name + " is missing in this build");
            }
            return new InnerFile("/etlbed/" + name, new String(source.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
