package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.AisException;
import java.util.List;

/**
 * What follows {@code /v1/etl} in a path.
 *
 * @param items such as {@code [my-etl, stop]}
 */
record EtlPath(List<String> items) {

    private static final int PREFIX = 2;
    private static final String BASE = "/v1/etl";

    static EtlPath of(ControlRequest request) {
        return new EtlPath(request.path()
                .subList(Math.min(PREFIX, request.path().size()), request.path().size()));
    }

    /** The ETL_ID, where there is one. */
    String id() {
        return items.get(0);
    }

    /** @throws AisException 400 where there are more items, or fewer */
    void expect(int count) {
        if (items.size() != count) {
            throw new AisException(
                    400,
                    "path " + text(items.size()) + " is too " + (items.size() < count ? "short" : "long") + ": got "
                            + (items.size() + PREFIX) + " items, but expected " + (count + PREFIX));
        }
    }

    AisException unknown() {
        return new AisException(400, "path " + text(items.size()) + " is unknown below " + BASE);
    }

    /** The path up to so many items. */
    String text(int count) {
        return String.join("/", BASE, String.join("/", items.subList(0, count)));
    }

    /** @throws io.etlbed.cluster.wire.MethodNotAllowedException unless the method is OPTIONS */
    static ControlResponse methodNotAllowed(ControlRequest request) {
        return Methods.notAllowed(request, "DELETE, GET, POST, PUT");
    }
}
