package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.NodeSystemInfo;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code kubectl get nodes} shows. */
final class NodeColumns {

    private static final String ROLE = "node-role.kubernetes.io/";

    private NodeColumns() {}

    static List<Column<Node>> all() {
        return List.of(
                Columns.name(),
                Column.of("Status", NodeColumns::word),
                Column.of("Roles", NodeColumns::roles),
                Columns.age(),
                Column.of("Version", node -> info(node, NodeSystemInfo::getKubeletVersion)),
                Column.<Node>of("Internal-IP", node -> address(node, "InternalIP"))
                        .onlyWide(),
                Column.<Node>of("External-IP", node -> address(node, "ExternalIP"))
                        .onlyWide(),
                Column.<Node>of("OS-Image", node -> info(node, NodeSystemInfo::getOsImage))
                        .onlyWide(),
                Column.<Node>of("Kernel-Version", node -> info(node, NodeSystemInfo::getKernelVersion))
                        .onlyWide(),
                Column.<Node>of("Container-Runtime", node -> info(node, NodeSystemInfo::getContainerRuntimeVersion))
                        .onlyWide());
    }

    private static String word(Node node) {
        String ready = status(node).getConditions().stream()
                .filter(each -> "Ready".equals(each.getType()))
                .map(NodeCondition::getStatus)
                .findFirst()
                .map(value -> value.equals("True") ? "Ready" : "NotReady")
                .orElse("Unknown");
        boolean cordoned =
                node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
        return cordoned ? ready + ",SchedulingDisabled" : ready;
    }

    private static String roles(Node node) {
        return Columns.orNone(node.getMetadata().getLabels().keySet().stream()
                .filter(key -> key.startsWith(ROLE))
                .map(key -> key.substring(ROLE.length()))
                .sorted()
                .collect(Collectors.joining(",")));
    }

    private static String address(Node node, String type) {
        return status(node).getAddresses().stream()
                .filter(each -> type.equals(each.getType()))
                .map(each -> Columns.orNone(each.getAddress()))
                .findFirst()
                .orElse(Columns.NONE);
    }

    private static String info(Node node, Function<NodeSystemInfo, String> which) {
        NodeSystemInfo info = status(node).getNodeInfo();
        String value = info == null ? null : which.apply(info);
        return value == null || value.isEmpty() ? Columns.UNKNOWN : value;
    }

    private static NodeStatus status(Node node) {
        return node.getStatus() == null ? new NodeStatus() : node.getStatus();
    }
}
