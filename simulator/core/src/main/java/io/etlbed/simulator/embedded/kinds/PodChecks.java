package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is refused in the spec of a pod. */
final class PodChecks {

    private static final List<String> RESTART = List.of("Always", "Never", "OnFailure");
    private static final List<String> DNS = List.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");

    private PodChecks() {}

    static void check(PodSpec spec, Findings findings) {
        Set<String> volumes = VolumeRules.check(spec.getVolumes(), findings);
        Set<String> names = new HashSet<>();
        if (spec.getContainers().isEmpty()) {
            findings.add(FieldError.required("spec.containers"));
        }
        checkAll("spec.containers", spec, spec.getContainers(), names, volumes, findings);
        checkHostPorts(spec.getContainers(), findings);
        checkAll("spec.initContainers", spec, spec.getInitContainers(), names, volumes, findings);
        findings.oneOf("spec.restartPolicy", spec.getRestartPolicy(), RESTART);
        findings.oneOf("spec.dnsPolicy", spec.getDnsPolicy(), DNS);
        findings.notNegative("spec.terminationGracePeriodSeconds", spec.getTerminationGracePeriodSeconds());
        Long deadline = spec.getActiveDeadlineSeconds();
        if (deadline != null && (deadline < 1 || deadline > Integer.MAX_VALUE)) {
            findings.invalid("spec.activeDeadlineSeconds", deadline, "must be between 1 and 2147483647, inclusive");
        }
        SecurityChecks.check(spec, findings);
        checkPlacement(spec, findings);
        TolerationChecks.check(spec.getTolerations(), findings);
    }

    /** Two containers cannot listen on the same port of the node. */
    private static void checkHostPorts(List<Container> containers, Findings findings) {
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < containers.size(); i++) {
            List<ContainerPort> ports = containers.get(i).getPorts();
            for (int k = 0; k < ports.size(); k++) {
                ContainerPort port = ports.get(k);
                if (port.getHostPort() != null && port.getHostPort() != 0) {
                    String address = port.getHostIP() == null ? "" : port.getHostIP();
                    findings.unique(
                            "spec.containers[" + i + "].ports[" + k + "].hostPort",
                            port.getProtocol() + "/" + address + "/" + port.getHostPort(),
                            taken);
                }
            }
        }
    }

    private static void checkAll(
            String at,
            PodSpec spec,
            List<Container> containers,
            Set<String> names,
            Set<String> volumes,
            Findings findings) {
        boolean init = at.equals("spec.initContainers");
        Long grace = spec.getTerminationGracePeriodSeconds();
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            String path = at + "[" + i + "]";
            if (findings.required(path + ".name", container.getName())) {
                findings.dnsLabel(path + ".name", container.getName());
                findings.unique(path + ".name", container.getName(), names);
            }
            ContainerChecks.check(path, container, volumes, findings);
            SecurityChecks.check(path + ".securityContext", container.getSecurityContext(), findings);
            if (init && container.getLifecycle() != null) {
                findings.forbidden(
                        path + ".lifecycle", "may not be set for init containers without restartPolicy=Always");
            } else {
                LifecycleChecks.check(path + ".lifecycle", container.getLifecycle(), grace, findings);
            }
        }
    }

    private static void checkPlacement(PodSpec spec, Findings findings) {
        spec.getNodeSelector().forEach((key, value) -> {
            Names.qualifiedName(key).forEach(detail -> findings.invalid("spec.nodeSelector", key, detail));
            Names.labelValue(value == null ? "" : value)
                    .forEach(detail -> findings.invalid("spec.nodeSelector", String.valueOf(value), detail));
        });
        if (spec.getNodeName() != null && !spec.getNodeName().isEmpty()) {
            Names.dnsSubdomain(spec.getNodeName())
                    .forEach(detail -> findings.invalid("spec.nodeName", spec.getNodeName(), detail));
        }
        if (spec.getHostname() != null && !spec.getHostname().isEmpty()) {
            findings.dnsLabel("spec.hostname", spec.getHostname());
        }
        HostNameChecks.check(spec, findings);
        if (spec.getSubdomain() != null && !spec.getSubdomain().isEmpty()) {
            findings.dnsLabel("spec.subdomain", spec.getSubdomain());
        }
        if (spec.getServiceAccountName() != null
                && !spec.getServiceAccountName().isEmpty()) {
            Names.dnsSubdomain(spec.getServiceAccountName())
                    .forEach(detail ->
                            findings.invalid("spec.serviceAccountName", spec.getServiceAccountName(), detail));
        }
    }
}
