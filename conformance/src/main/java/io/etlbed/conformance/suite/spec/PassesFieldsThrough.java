package io.etlbed.conformance.suite.spec;

import io.etlbed.conformance.check.Check;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Need;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Session;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** SPEC-17: what the documents do not mention reaches the Pod as it was written. */
final class PassesFieldsThrough implements Check {

    private static final String CONTAINER = "spec.containers[0]";

    @Override
    public String name() {
        return "passes-other-fields-to-kubernetes";
    }

    @Override
    public Set<String> proves() {
        return Set.of("SPEC-17");
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.KUBERNETES);
    }

    @Override
    public void run(Session session) throws InterruptedException {
        PodYaml spec = session.md5Spec()
                .with("metadata.labels", Map.of("team", "vision"))
                .with("metadata.annotations.note", "kept")
                .with(CONTAINER + ".imagePullPolicy", "IfNotPresent")
                .with(CONTAINER + ".env[0].name", "GREETING")
                .with(CONTAINER + ".env[0].value", "hello")
                .with(CONTAINER + ".env[1].name", "NODE")
                .with(CONTAINER + ".env[1].valueFrom.fieldRef.fieldPath", "spec.nodeName")
                .with(CONTAINER + ".resources.requests", Map.of("cpu", "10m"))
                .with(CONTAINER + ".volumeMounts[0].name", "scratch")
                .with(CONTAINER + ".volumeMounts[0].mountPath", "/scratch")
                .with("spec.volumes[0].name", "scratch")
                .with("spec.volumes[0].emptyDir", Map.of())
                .with("spec.initContainers[0].name", "first")
                .with("spec.initContainers[0].image", session.lab().images().md5())
                .with("spec.initContainers[0].command", List.of("sh", "-c", "true"))
                .with("spec.terminationGracePeriodSeconds", 7);
        String etl = session.start(spec);
        Pod given = Serialization.unmarshal(spec.text(), Pod.class);
        List<Pod> pods = session.kubernetes().of(etl);
        Expect.that(!pods.isEmpty(), "no pod of " + etl, "pods whose names begin with the ETL_ID");
        pods.forEach(pod -> expectKept(given, pod));
    }

    private static void expectKept(Pod given, Pod found) {
        same("labels", given.getMetadata().getLabels(), part(found.getMetadata().getLabels(), "team"));
        same(
                "annotations",
                given.getMetadata().getAnnotations(),
                part(found.getMetadata().getAnnotations(), "note"));
        same(
                "terminationGracePeriodSeconds",
                given.getSpec().getTerminationGracePeriodSeconds(),
                found.getSpec().getTerminationGracePeriodSeconds());
        List<Volume> volumes = given.getSpec().getVolumes();
        // Kubernetes mounts a token of its own.
        same(
                "volumes",
                volumes,
                found.getSpec().getVolumes().stream().filter(volumes::contains).toList());
        same("initContainers", 1, found.getSpec().getInitContainers().size());
        same(
                "initContainers[0].command",
                given.getSpec().getInitContainers().get(0).getCommand(),
                found.getSpec().getInitContainers().get(0).getCommand());
        Container wanted = given.getSpec().getContainers().get(0);
        Container there = found.getSpec().getContainers().get(0);
        same("containers[0]", essence(wanted, wanted), essence(there, wanted));
    }

    /** A container without what the cluster and Kubernetes add: their defaults, AIS_TARGET_URL, the token's mount. */
    private static Container essence(Container container, Container wanted) {
        return new ContainerBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImagePullPolicy(container.getImagePullPolicy())
                .withCommand(container.getCommand())
                .withResources(container.getResources())
                .withEnv(container.getEnv().stream()
                        .filter(env -> wanted.getEnv().stream()
                                .anyMatch(own -> own.getName().equals(env.getName())))
                        .map(env ->
                                env.getValueFrom() == null || env.getValueFrom().getFieldRef() == null
                                        ? env
                                        : env.edit()
                                                .editValueFrom()
                                                .editFieldRef()
                                                .withApiVersion(null)
                                                .endFieldRef()
                                                .endValueFrom()
                                                .build())
                        .toList())
                .withVolumeMounts(container.getVolumeMounts().stream()
                        .filter(wanted.getVolumeMounts()::contains)
                        .toList())
                .build();
    }

    private static Map<String, String> part(Map<String, String> all, String key) {
        return all.containsKey(key) ? Map.of(key, all.get(key)) : Map.of();
    }

    private static void same(String field, Object expected, Object found) {
        Expect.that(
                Objects.equals(expected, found),
                "in the Pod " + field + " is " + Serialization.asJson(found),
                field + " as given: " + Serialization.asJson(expected));
    }
}
