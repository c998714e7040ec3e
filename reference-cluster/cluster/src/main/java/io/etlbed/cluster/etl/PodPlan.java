package io.etlbed.cluster.etl;

import io.etlbed.cluster.etl.workload.Workload;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pod and the service of an ETL on one target.
 *
 * @param name of both
 * @param node where the pod must run, as its label {@code kubernetes.io/hostname} has it (LIFE-02)
 * @param entry by which the container reaches its target
 * @param localImages whether images are pulled only where they are missing
 */
record PodPlan(Workload workload, String name, String targetId, String node, TargetEntry entry, boolean localImages) {

    private static final String RESERVED = "nvidia.com/ais-etl-";
    private static final String NAME_LABEL = RESERVED + "name";
    private static final String NODE_LABEL = RESERVED + "node";
    private static final String TARGET_LABEL = RESERVED + "target";
    private static final String HOSTNAME = "kubernetes.io/hostname";

    /** Where pods have no way to their host by themselves, as in simulated clusters, the kubelet makes one by this. */
    private static final String HOST_PORTS = "etlbed.io/host-ports";

    /** What all pods of a target, and no others, carry. */
    static Map<String, String> ofTarget(String targetId) {
        return Map.of(TARGET_LABEL, KubernetesNames.labelValue(targetId));
    }

    Pod pod() {
        Pod pod = workload.newPod();
        ObjectMeta given = pod.getMetadata() == null ? new ObjectMeta() : pod.getMetadata();
        ObjectMeta metadata = new ObjectMeta();
        metadata.setAdditionalProperties(given.getAdditionalProperties());
        metadata.setName(name);
        metadata.setNamespace(EtlTarget.NAMESPACE);
        metadata.setAnnotations(annotations(given));
        metadata.setFinalizers(given.getFinalizers());
        metadata.setOwnerReferences(given.getOwnerReferences());
        metadata.setLabels(labels(given));
        pod.setMetadata(metadata);
        // What Kubernetes alone writes, and refuses from others.
        pod.setStatus(null);
        Affinity affinity = new AffinityBuilder()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey(HOSTNAME)
                .withOperator("In")
                .withValues(node)
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .build();
        if (pod.getSpec().getAffinity() != null) {
            affinity.setAdditionalProperties(pod.getSpec().getAffinity().getAdditionalProperties());
        }
        pod.getSpec().setAffinity(affinity);
        pod.getSpec().getContainers().forEach(this::complete);
        pod.getSpec().getInitContainers().forEach(this::complete);
        return pod;
    }

    /** Gives the pod a port on its node, as clients and targets outside of the pods' network reach it. */
    Service service() {
        return new ServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(EtlTarget.NAMESPACE)
                .withLabels(ownLabels())
                .endMetadata()
                .withNewSpec()
                .withType("NodePort")
                .withSelector(Map.of(NAME_LABEL, name))
                .addNewPort()
                .withName("default")
                .withPort(workload.containerPort())
                .withNewTargetPort(workload.containerPort())
                .endPort()
                .endSpec()
                .build();
    }

    private Map<String, String> annotations(ObjectMeta given) {
        Map<String, String> annotations = new HashMap<>();
        if (given.getAnnotations() != null) {
            annotations.putAll(given.getAnnotations());
        }
        entry.hostPort().ifPresent(port -> annotations.put(HOST_PORTS, String.valueOf(port)));
        return annotations;
    }

    private Map<String, String> labels(ObjectMeta given) {
        Map<String, String> labels = new HashMap<>(ownLabels());
        if (given.getLabels() != null) {
            labels.putAll(given.getLabels());
        }
        // None of these can be the user's (SPEC-18).
        labels.put(NAME_LABEL, name);
        labels.put(NODE_LABEL, KubernetesNames.labelValue(node));
        labels.putAll(ofTarget(targetId));
        return labels;
    }

    private Map<String, String> ownLabels() {
        Map<String, String> labels = new HashMap<>(ofTarget(targetId));
        labels.put("app", "ais");
        labels.put("app.kubernetes.io/name", "etl");
        labels.put("app.kubernetes.io/component", "server");
        labels.put(NAME_LABEL, name);
        return labels;
    }

    private void complete(Container container) {
        addTargetUrl(container);
        if (localImages && container.getImagePullPolicy() == null) {
            container.setImagePullPolicy("IfNotPresent");
        }
    }

    private void addTargetUrl(Container container) {
        List<EnvVar> env = new ArrayList<>();
        // First, so that the user's variables can refer to it as $(AIS_TARGET_URL).
        env.add(new EnvVarBuilder()
                .withName("AIS_TARGET_URL")
                .withValue(entry.url())
                .build());
        env.addAll(container.getEnv());
        container.setEnv(env);
    }
}
