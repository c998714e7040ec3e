package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.EndpointSubset;
import io.fabric8.kubernetes.api.model.Endpoints;
import java.util.ArrayList;
import java.util.List;

/** What {@code kubectl get endpoints} shows. */
final class EndpointsColumns {

    private static final int SHOWN = 3;

    private EndpointsColumns() {}

    static List<Column<Endpoints>> all() {
        return List.of(Columns.name(), Column.of("Endpoints", EndpointsColumns::addresses), Columns.age());
    }

    private static String addresses(Endpoints endpoints) {
        List<String> all = new ArrayList<>();
        for (EndpointSubset subset : endpoints.getSubsets()) {
            subset.getAddresses().forEach(address -> {
                if (subset.getPorts().isEmpty()) {
                    all.add(address.getIp());
                }
                subset.getPorts().forEach(port -> all.add(address.getIp() + ":" + port.getPort()));
            });
        }
        if (all.size() <= SHOWN) {
            return Columns.orNone(String.join(",", all));
        }
        return String.join(",", all.subList(0, SHOWN)) + " + " + (all.size() - SHOWN) + " more...";
    }
}
