package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A question that is put to a container again and again. */
sealed interface ContainerCheck permits ExecProbe, HttpProbe, TcpProbe {

    /** Asks; empty where all is well. */
    Optional<String> complaint(PodNetwork network);

    /** How soon it is put again until it has first been answered well. */
    default Duration eagerPause(Duration usual) {
        return usual;
    }

    /**
     * The check that a probe of a pod's spec asks for.
     *
     * @param running the run of the container that is asked
     * @throws ConfigException if it names a port that the container does not have
     */
    static ContainerCheck of(Probe probe, Container container, RunningContainer running, String podIp)
            throws ConfigException {
        Duration timeout = Duration.ofSeconds(probe.getTimeoutSeconds() == null ? 1 : probe.getTimeoutSeconds());
        if (probe.getExec() != null) {
            Map<String, String> variables = new LinkedHashMap<>();
            container.getEnv().stream()
                    .filter(each -> each.getValue() != null)
                    .forEach(each -> variables.put(each.getName(), each.getValue()));
            List<String> command = probe.getExec().getCommand().stream()
                    .map(word -> Expansion.expand(word, variables))
                    .toList();
            return new ExecProbe(running, command, timeout);
        }
        if (probe.getTcpSocket() != null) {
            return new TcpProbe(
                    podIp, ContainerPorts.number(probe.getTcpSocket().getPort(), container));
        }
        return new HttpProbe(HttpGet.of(probe.getHttpGet(), container, podIp, HttpProbe.AGENT, timeout));
    }
}
