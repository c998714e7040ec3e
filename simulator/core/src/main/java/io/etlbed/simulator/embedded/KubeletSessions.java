package io.etlbed.simulator.embedded;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.api.ContainerAccess;
import io.etlbed.simulator.embedded.api.PodSessions;
import io.etlbed.simulator.embedded.kubelet.Kubelet;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Optional;

/**
 * The way of the API's clients into pods.
 *
 * @param kubelets by the names of their nodes
 */
record KubeletSessions(Map<String, Kubelet> kubelets, PodNetwork network) implements PodSessions {

    @Override
    public Optional<ContainerAccess> container(Pod pod, String container) {
        return Optional.ofNullable(kubelets.get(pod.getSpec().getNodeName()))
                .flatMap(kubelet -> kubelet.access(pod, container));
    }

    @Override
    public SocketChannel connect(Pod pod, int port) throws IOException {
        return network.connect(pod.getStatus().getPodIP(), port);
    }
}
