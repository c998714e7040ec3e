package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.List;
import java.util.stream.Collectors;

/** How {@code kubectl get endpointslices} shows them. */
final class EndpointSliceColumns {

    private static final int SHOWN = 3;
    private static final String NONE = "<unset>";

    private EndpointSliceColumns() {}

    static List<Column<EndpointSlice>> all() {
        return List.of(
                Columns.name(),
                Column.of("AddressType", slice -> String.valueOf(slice.getAddressType())),
                Column.of(
                        "Ports",
                        slice -> joined(slice.getPorts().stream()
                                .map(EndpointSliceColumns::number)
                                .toList())),
                Column.of(
                        "Endpoints",
                        slice -> joined(slice.getEndpoints().stream()
                                .flatMap(endpoint -> endpoint.getAddresses().stream())
                                .toList())),
                Columns.age());
    }

    private static String number(EndpointPort port) {
        return port.getPort() == null ? NONE : port.getPort().toString();
    }

    private static String joined(List<String> values) {
        if (values.isEmpty()) {
            return NONE;
        }
        String shown = values.stream().limit(SHOWN).collect(Collectors.joining(","));
        return values.size() > SHOWN ? shown + " + " + (values.size() - SHOWN) + " more..." : shown;
    }
}
