package io.etlbed.simulator.embedded.kubelet;

import com.sun.management.OperatingSystemMXBean;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddressBuilder;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** A node as the API shows it: ready from the start, with what the host has. */
final class NodeObject {

    /** What the kubelet says it is, and what the API server says as well. */
    private static final String VERSION = "v1.33.1";

    private NodeObject() {}

    static Node of(String name, int number, String runtime, String now) {
        String architecture = switch (System.getProperty("os.arch")) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> System.getProperty("os.arch");
        };
        Map<String, Quantity> capacity = Map.of(
                "cpu", new Quantity(Integer.toString(Runtime.getRuntime().availableProcessors())),
                "memory", new Quantity(memory() / 1024 + "Ki"),
                "ephemeral-storage", new Quantity(new File("/").getTotalSpace() / 1024 + "Ki"),
                "pods", new Quantity("253"));
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("kubernetes.io/hostname", name)
                .addToLabels("kubernetes.io/os", "linux")
                .addToLabels("kubernetes.io/arch", architecture)
                .addToLabels("beta.kubernetes.io/os", "linux")
                .addToLabels("beta.kubernetes.io/arch", architecture)
                .endMetadata()
                .withNewSpec()
                .withPodCIDR(PodAddresses.net(number) + "0/24")
                .withPodCIDRs(PodAddresses.net(number) + "0/24")
                .withProviderID("etlbed://embedded/" + name)
                .endSpec()
                .withNewStatus()
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .withAddresses(
                        new NodeAddressBuilder()
                                .withType("InternalIP")
                                .withAddress(NodeContext.HOST_IP)
                                .build(),
                        new NodeAddressBuilder()
                                .withType("Hostname")
                                .withAddress(name)
                                .build())
                .withConditions(List.of(
                        condition("MemoryPressure", "False", "KubeletHasSufficientMemory", now),
                        condition("DiskPressure", "False", "KubeletHasNoDiskPressure", now),
                        condition("PIDPressure", "False", "KubeletHasSufficientPID", now),
                        condition("Ready", "True", "KubeletReady", now)))
                .withNewNodeInfo()
                .withArchitecture(architecture)
                .withBootID("")
                .withContainerRuntimeVersion(runtime + "://" + System.getProperty("java.version"))
                .withKernelVersion(System.getProperty("os.version"))
                .withKubeProxyVersion(VERSION)
                .withKubeletVersion(VERSION)
                .withMachineID("")
                .withOperatingSystem("linux")
                .withOsImage("etlbed embedded")
                .withSystemUUID("")
                .endNodeInfo()
                .endStatus()
                .build();
    }

    private static NodeCondition condition(String type, String status, String reason, String now) {
        return new NodeConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(type.equals("Ready") ? "kubelet is posting ready status" : "kubelet has no " + type)
                .withLastHeartbeatTime(now)
                .withLastTransitionTime(now)
                .build();
    }

    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
