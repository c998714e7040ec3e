package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.ServiceStatusBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Services; their addresses and node ports are given out by the API server, not here. */
final class ServiceRules implements Rules<Service> {

    private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    private static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    @Override
    public void begin(Service service) {
        service.setStatus(new ServiceStatusBuilder()
                .withNewLoadBalancer()
                .endLoadBalancer()
                .build());
    }

    @Override
    public void complete(Service service) {
        ServiceSpec spec = service.getSpec();
        if (spec == null) {
            return;
        }
        if (spec.getType() == null) {
            spec.setType("ClusterIP");
        }
        if (spec.getSessionAffinity() == null) {
            spec.setSessionAffinity("None");
        }
        for (ServicePort port : spec.getPorts()) {
            if (port.getProtocol() == null) {
                port.setProtocol("TCP");
            }
            if (port.getTargetPort() == null && port.getPort() != null) {
                port.setTargetPort(new IntOrString(port.getPort()));
            }
        }
        if (!spec.getType().equals("ExternalName")) {
            completeInternal(spec);
        }
    }

    private static void completeInternal(ServiceSpec spec) {
        if (spec.getInternalTrafficPolicy() == null) {
            spec.setInternalTrafficPolicy("Cluster");
        }
        if (spec.getIpFamilies().isEmpty()) {
            spec.setIpFamilies(List.of("IPv4"));
        }
        if (spec.getIpFamilyPolicy() == null) {
            spec.setIpFamilyPolicy("SingleStack");
        }
        if (opensNodePorts(spec) && spec.getExternalTrafficPolicy() == null) {
            spec.setExternalTrafficPolicy("Cluster");
        }
    }

    /** Whether a service of this type has a port on each node. */
    static boolean opensNodePorts(ServiceSpec spec) {
        return "NodePort".equals(spec.getType()) || "LoadBalancer".equals(spec.getType());
    }

    @Override
    public void check(Service service, Findings findings) {
        ServiceSpec spec = service.getSpec();
        if (spec == null) {
            findings.add(FieldError.required("spec.ports"));
            return;
        }
        findings.oneOf("spec.type", spec.getType(), TYPES);
        findings.oneOf("spec.sessionAffinity", spec.getSessionAffinity(), List.of("ClientIP", "None"));
        boolean headless = "None".equals(spec.getClusterIP());
        boolean external = "ExternalName".equals(spec.getType());
        if (spec.getPorts().isEmpty() && !headless && !external) {
            findings.add(FieldError.required("spec.ports"));
        }
        if (external) {
            findings.required("spec.externalName", spec.getExternalName());
        }
        if (headless && opensNodePorts(spec)) {
            findings.invalid(
                    "spec.clusterIPs[0]", "None", "may not be set to 'None' for " + spec.getType() + " services");
        }
        checkPorts(spec, findings);
        spec.getSelector().forEach((key, value) -> {
            Names.qualifiedName(key).forEach(detail -> findings.invalid("spec.selector", key, detail));
            Names.labelValue(value == null ? "" : value)
                    .forEach(detail -> findings.invalid("spec.selector", String.valueOf(value), detail));
        });
    }

    private static void checkPorts(ServiceSpec spec, Findings findings) {
        Set<String> names = new HashSet<>();
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < spec.getPorts().size(); i++) {
            ServicePort port = spec.getPorts().get(i);
            String at = "spec.ports[" + i + "]";
            boolean named = port.getName() != null && !port.getName().isEmpty();
            if (named) {
                findings.dnsLabel(at + ".name", port.getName());
                findings.unique(at + ".name", port.getName(), names);
            } else if (spec.getPorts().size() > 1) {
                findings.add(FieldError.required(at + ".name"));
            }
            findings.port(at + ".port", port.getPort() == null ? 0 : port.getPort());
            findings.oneOf(at + ".protocol", port.getProtocol(), PROTOCOLS);
            findings.unique(at, port.getProtocol() + "/" + port.getPort(), numbers);
            checkTarget(at + ".targetPort", port.getTargetPort(), findings);
            boolean takesNodePort = port.getNodePort() != null && port.getNodePort() != 0;
            if (takesNodePort && !opensNodePorts(spec)) {
                findings.forbidden(at + ".nodePort", "may not be used when `type` is '" + spec.getType() + "'");
            }
        }
    }

    private static void checkTarget(String at, @Nullable IntOrString target, Findings findings) {
        if (target != null && target.getIntVal() != null) {
            findings.port(at, target.getIntVal());
        } else if (target != null) {
            PortNames.check(at, String.valueOf(target.getStrVal()), findings);
        }
    }

    /** What was given out stays, unless the user asks for something else. */
    @Override
    public void inherit(Service now, Service before) {
        ServiceSpec spec = now.getSpec();
        ServiceSpec had = before.getSpec();
        if (spec == null || had == null) {
            return;
        }
        boolean hadAddress = had.getClusterIP() != null && !"ExternalName".equals(spec.getType());
        if ((spec.getClusterIP() == null || spec.getClusterIP().isEmpty()) && hadAddress) {
            spec.setClusterIP(had.getClusterIP());
            spec.setClusterIPs(had.getClusterIPs());
        }
        for (ServicePort port : spec.getPorts()) {
            boolean missing = port.getNodePort() == null || port.getNodePort() == 0;
            if (missing && opensNodePorts(spec)) {
                sameAs(port, had).ifPresent(same -> port.setNodePort(same.getNodePort()));
            }
            if (!opensNodePorts(spec)
                    && sameAs(port, had)
                            .map(ServicePort::getNodePort)
                            .filter(each -> each.equals(port.getNodePort()))
                            .isPresent()) {
                port.setNodePort(null);
            }
        }
        if (!opensNodePorts(spec)) {
            spec.setExternalTrafficPolicy(null);
        }
    }

    @Override
    public void checkChange(Service now, Service before, Findings findings) {
        String address = now.getSpec().getClusterIP();
        String had = before.getSpec().getClusterIP();
        if (had != null
                && !Objects.equals(address, had)
                && !"ExternalName".equals(now.getSpec().getType())) {
            findings.add(FieldError.invalid("spec.clusterIPs[0]", "[\"" + address + "\"]", "may not change once set"));
        }
    }

    private static Optional<ServicePort> sameAs(ServicePort port, ServiceSpec had) {
        String protocol = port.getProtocol() == null ? "TCP" : port.getProtocol();
        return had.getPorts().stream()
                .filter(each -> Objects.equals(each.getPort(), port.getPort()) && protocol.equals(each.getProtocol()))
                .findFirst();
    }
}
