package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code kubectl get services} shows. */
final class ServiceColumns {

    private ServiceColumns() {}

    static List<Column<Service>> all() {
        return List.of(
                Columns.name(),
                Column.of("Type", service -> service.getSpec().getType()),
                Column.of(
                        "Cluster-IP",
                        service -> Columns.orNone(service.getSpec().getClusterIP())),
                Column.of("External-IP", ServiceColumns::external),
                Column.of("Port(s)", ServiceColumns::ports),
                Columns.age(),
                Column.<Service>of(
                                "Selector",
                                service -> Columns.labels(service.getSpec().getSelector()))
                        .onlyWide());
    }

    private static String external(Service service) {
        if ("ExternalName".equals(service.getSpec().getType())) {
            return Columns.orNone(service.getSpec().getExternalName());
        }
        List<String> addresses = service.getSpec().getExternalIPs();
        if (addresses.isEmpty() && "LoadBalancer".equals(service.getSpec().getType())) {
            return "<pending>";
        }
        return Columns.orNone(String.join(",", addresses));
    }

    private static String ports(Service service) {
        return Columns.orNone(
                service.getSpec().getPorts().stream().map(ServiceColumns::port).collect(Collectors.joining(",")));
    }

    private static String port(ServicePort port) {
        String node = port.getNodePort() == null || port.getNodePort() == 0 ? "" : ":" + port.getNodePort();
        return port.getPort() + node + "/" + port.getProtocol();
    }
}
