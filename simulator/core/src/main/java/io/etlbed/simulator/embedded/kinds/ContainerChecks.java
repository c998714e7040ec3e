package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is refused in one container of a pod. */
final class ContainerChecks {

    private static final List<String> PULL = List.of("Always", "IfNotPresent", "Never");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[ -<>-~]+");

    private ContainerChecks() {}

    static void check(String at, Container container, Set<String> volumes, Findings findings) {
        String image = container.getImage();
        if (findings.required(at + ".image", image) && !image.strip().equals(image)) {
            findings.invalid(at + ".image", image, "must not have leading or trailing whitespace");
        }
        findings.oneOf(
                at + ".terminationMessagePolicy",
                container.getTerminationMessagePolicy(),
                List.of("FallbackToLogsOnError", "File"));
        findings.oneOf(at + ".imagePullPolicy", container.getImagePullPolicy(), PULL);
        checkPorts(at, container.getPorts(), findings);
        checkEnvironment(at, container.getEnv(), findings);
        checkMounts(at, container.getVolumeMounts(), volumes, findings);
        ResourceChecks.check(at + ".resources", container.getResources(), findings);
        ProbeChecks.check(at + ".livenessProbe", container.getLivenessProbe(), false, findings);
        ProbeChecks.check(at + ".readinessProbe", container.getReadinessProbe(), true, findings);
        ProbeChecks.check(at + ".startupProbe", container.getStartupProbe(), false, findings);
    }

    private static void checkPorts(String at, List<ContainerPort> ports, Findings findings) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            ContainerPort port = ports.get(i);
            String path = at + ".ports[" + i + "]";
            if (port.getContainerPort() == null || port.getContainerPort() == 0) {
                findings.add(FieldError.required(path + ".containerPort"));
            } else {
                findings.port(path + ".containerPort", port.getContainerPort());
            }
            if (port.getHostPort() != null && port.getHostPort() != 0) {
                findings.port(path + ".hostPort", port.getHostPort());
            }
            findings.oneOf(path + ".protocol", port.getProtocol(), PROTOCOLS);
            if (port.getName() != null && !port.getName().isEmpty()) {
                PortNames.check(path + ".name", port.getName(), findings);
                findings.unique(path + ".name", port.getName(), names);
            }
        }
    }

    private static void checkEnvironment(String at, List<EnvVar> variables, Findings findings) {
        for (int i = 0; i < variables.size(); i++) {
            EnvVar variable = variables.get(i);
            String path = at + ".env[" + i + "]";
            if (findings.required(path + ".name", variable.getName())
                    && !ENVIRONMENT_NAME.matcher(variable.getName()).matches()) {
                findings.invalid(
                        path + ".name",
                        variable.getName(),
                        "a valid environment variable name must consist only of printable ASCII characters other than "
                                + "'=' (regex used for validation is '^[ -<>-~]+$')");
            }
            if (variable.getValueFrom() != null) {
                checkSource(path + ".valueFrom", variable, variable.getValueFrom(), findings);
            }
        }
    }

    private static void checkSource(String at, EnvVar variable, EnvVarSource source, Findings findings) {
        long sources = Stream.of(
                        source.getFieldRef(),
                        source.getResourceFieldRef(),
                        source.getConfigMapKeyRef(),
                        source.getSecretKeyRef())
                .filter(Objects::nonNull)
                .count();
        if (variable.getValue() != null && !variable.getValue().isEmpty() && sources > 0) {
            findings.invalid(at, "", "may not be specified when `value` is not empty");
        } else if (sources == 0) {
            findings.invalid(
                    at, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`");
        } else if (sources > 1) {
            findings.invalid(at, "", "may not have more than one field specified at a time");
        }
        if (source.getFieldRef() != null) {
            findings.required(at + ".fieldRef.fieldPath", source.getFieldRef().getFieldPath());
        }
    }

    private static void checkMounts(String at, List<VolumeMount> mounts, Set<String> volumes, Findings findings) {
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < mounts.size(); i++) {
            VolumeMount mount = mounts.get(i);
            String path = at + ".volumeMounts[" + i + "]";
            if (findings.required(path + ".name", mount.getName()) && !volumes.contains(mount.getName())) {
                findings.add(FieldError.notFound(path + ".name", '"' + mount.getName() + '"'));
            }
            if (findings.required(path + ".mountPath", mount.getMountPath()) && !paths.add(mount.getMountPath())) {
                findings.invalid(path + ".mountPath", mount.getMountPath(), "must be unique");
            }
            findings.localPath(path + ".subPath", mount.getSubPath());
            findings.localPath(path + ".subPathExpr", mount.getSubPathExpr());
        }
    }
}
