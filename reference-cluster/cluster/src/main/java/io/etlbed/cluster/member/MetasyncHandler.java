package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.MetaUpdate;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code PUT /v1/metasync}: takes what the primary tells, and only from it. The answer, 200, says how new all is that this
 * node knows, by which the primary sees what it lacks. Who is not the primary gets 409 and the map of this node.
 */
final class MetasyncHandler implements ControlHandler {

    static final String PATH = "/v1/metasync";
    static final int NOT_PRIMARY = 409;

    private static final Logger LOG = LoggerFactory.getLogger(MetasyncHandler.class);

    private final String node;
    private final ClusterSecret secret;
    private final NodeMeta meta;

    MetasyncHandler(String node, ClusterSecret secret, NodeMeta meta) {
        this.node = node;
        this.secret = secret;
        this.meta = meta;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        secret.check(request);
        if (!request.method().equals("PUT")) {
            return Methods.notAllowed(request, "PUT");
        }
        MetaUpdate told = Json.read(request.body(), MetaUpdate.class);
        Optional<String> refusal = meta.accept(told);
        if (refusal.isEmpty()) {
            return ControlResponse.json(Json.write(meta.stamps()));
        }
        LOG.info("{}: metadata of {} is refused: {}", node, told.from(), refusal.get());
        return new ControlResponse(NOT_PRIMARY, Map.of(), Json.write(meta.since(told.held())));
    }
}
