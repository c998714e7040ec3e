package io.etlbed.simulator.embedded.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/** One of the reasons for which a pod may not run on a node. */
@FunctionalInterface
interface Filter {

    /** All of them, in the order in which they are asked: the first that has something against a node is told. */
    List<Filter> ALL = List.of(new Taints(), new NodeMatch(), new Room(), new PodAffinityRules());

    /** Why it may not, in the words of Kubernetes; empty where it may. */
    Optional<String> obstacle(Pod pod, Node node, ClusterState state);
}
