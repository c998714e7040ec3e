package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pod asks for and cannot have here. Where running it all the same would be wrong it is fatal; the rest is left
 * out and said.
 */
final class Refusals {

    private final List<String> fatal = new ArrayList<>();
    private final List<String> ignored = new ArrayList<>();
    private final Set<String> inMemory;

    private Refusals(Set<String> inMemory) {
        this.inMemory = inMemory;
    }

    static Refusals of(Pod pod) {
        Refusals found = new Refusals(MemoryVolumes.of(pod).keySet());
        found.inspect(pod.getSpec());
        return found;
    }

    /** Because of these the pod is not run. */
    List<String> fatal() {
        return fatal;
    }

    List<String> all() {
        return Stream.concat(fatal.stream(), ignored.stream()).toList();
    }

    private void inspect(PodSpec spec) {
        refuseIf(Boolean.TRUE.equals(spec.getHostNetwork()), "spec.hostNetwork");
        refuseIf(Boolean.TRUE.equals(spec.getHostPID()), "spec.hostPID");
        refuseIf(Boolean.TRUE.equals(spec.getHostIPC()), "spec.hostIPC");
        refuseIf(Boolean.TRUE.equals(spec.getShareProcessNamespace()), "spec.shareProcessNamespace");
        refuseIf(spec.getOs() != null && "windows".equals(spec.getOs().getName()), "spec.os.name windows");
        ignoreIf(
                spec.getResources() != null && !spec.getResources().getLimits().isEmpty(),
                "spec.resources.limits (set limits of the containers)");
        refuseIf(given(spec.getRuntimeClassName()), "spec.runtimeClassName");
        refuseIf(!spec.getReadinessGates().isEmpty(), "spec.readinessGates");
        refuseIf(!spec.getResourceClaims().isEmpty(), "spec.resourceClaims");
        refuseIf(!spec.getEphemeralContainers().isEmpty(), "spec.ephemeralContainers");
        ignoreIf(spec.getDnsConfig() != null, "spec.dnsConfig");
        UnkeptSecurity.of(spec.getSecurityContext(), "spec.securityContext").forEach(field -> ignoreIf(true, field));
        refuseIf(
                spec.getSecurityContext() != null && spec.getSecurityContext().getWindowsOptions() != null,
                "spec.securityContext.windowsOptions");
        for (int i = 0; i < spec.getVolumes().size(); i++) {
            inspect(spec.getVolumes().get(i), "spec.volumes[" + i + "]");
        }
        for (int i = 0; i < spec.getInitContainers().size(); i++) {
            Container container = spec.getInitContainers().get(i);
            String path = "spec.initContainers[" + i + "]";
            inspect(container, path);
            refuseIf(given(container.getRestartPolicy()), path + ".restartPolicy");
        }
        for (int i = 0; i < spec.getContainers().size(); i++) {
            inspect(spec.getContainers().get(i), "spec.containers[" + i + "]");
        }
    }

    private void inspect(Volume volume, String path) {
        if (volume.getEmptyDir() != null) {
            String medium = volume.getEmptyDir().getMedium();
            refuseIf(given(medium) && !"Memory".equals(medium), path + ".emptyDir.medium " + medium);
        } else if (volume.getProjected() != null) {
            for (VolumeProjection source : volume.getProjected().getSources()) {
                refuseIf(source.getClusterTrustBundle() != null, path + ".projected.sources.clusterTrustBundle");
            }
        } else if (volume.getConfigMap() == null && volume.getSecret() == null && volume.getDownwardAPI() == null) {
            fatal.add(path + " (" + volume.getName() + "): only emptyDir, configMap, secret, downwardAPI and projected"
                    + " volumes are supported");
        }
    }

    private void inspect(Container container, String path) {
        inspect(container.getReadinessProbe(), path + ".readinessProbe");
        inspect(container.getLivenessProbe(), path + ".livenessProbe");
        inspect(container.getStartupProbe(), path + ".startupProbe");
        refuseIf(!container.getVolumeDevices().isEmpty(), path + ".volumeDevices");
        if (container.getLifecycle() != null) {
            inspect(container.getLifecycle().getPostStart(), path + ".lifecycle.postStart");
            inspect(container.getLifecycle().getPreStop(), path + ".lifecycle.preStop");
            ignoreIf(given(container.getLifecycle().getStopSignal()), path + ".lifecycle.stopSignal (SIGTERM is sent)");
        }
        UnkeptSecurity.of(container.getSecurityContext(), path + ".securityContext")
                .forEach(field -> ignoreIf(true, field));
        if (container.getSecurityContext() != null) {
            refuseIf(
                    Boolean.TRUE.equals(container.getSecurityContext().getPrivileged()),
                    path + ".securityContext.privileged (a pod has no power over its host)");
            refuseIf(
                    container.getSecurityContext().getWindowsOptions() != null,
                    path + ".securityContext.windowsOptions");
        }
        ignoreIf(
                container.getPorts().stream().anyMatch(port -> port.getHostPort() != null && port.getHostPort() > 0),
                path + ".ports.hostPort (use a NodePort service)");
        for (int i = 0; i < container.getVolumeMounts().size(); i++) {
            VolumeMount mount = container.getVolumeMounts().get(i);
            String of = path + ".volumeMounts[" + i + "]";
            refuseIf(
                    inMemory.contains(mount.getName()) && (given(mount.getSubPath()) || given(mount.getSubPathExpr())),
                    of + ".subPath of a volume in memory");
            ignoreIf(
                    given(mount.getMountPropagation()) && !"None".equals(mount.getMountPropagation()),
                    of + ".mountPropagation");
        }
    }

    private void inspect(@Nullable Probe probe, String path) {
        if (probe == null) {
            return;
        }
        refuseIf(probe.getGrpc() != null, path + ".grpc (use exec, httpGet or tcpSocket)");
        if (probe.getHttpGet() != null) {
            inspect(probe.getHttpGet(), path + ".httpGet");
        } else if (probe.getTcpSocket() == null && probe.getExec() == null && probe.getGrpc() == null) {
            fatal.add(path + ": it has no handler");
        } else if (probe.getTcpSocket() != null) {
            refuseIf(
                    given(probe.getTcpSocket().getHost()),
                    path + ".tcpSocket.host (a probe reaches its own pod alone)");
        }
    }

    private void inspect(@Nullable LifecycleHandler hook, String path) {
        if (hook != null && hook.getHttpGet() != null) {
            inspect(hook.getHttpGet(), path + ".httpGet");
        }
    }

    private void inspect(HTTPGetAction get, String path) {
        refuseIf("HTTPS".equals(get.getScheme()), path + ".scheme HTTPS");
        refuseIf(given(get.getHost()), path + ".host (the pod itself alone is reached)");
    }

    private void refuseIf(boolean asked, String field) {
        if (asked) {
            fatal.add(field + " is not supported");
        }
    }

    private void ignoreIf(boolean asked, String field) {
        if (asked) {
            ignored.add(field + " is not supported and left out");
        }
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
