package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.AisException;
import java.util.Map;

/** Finds the handler of a control call by the segment after {@code /v1}. */
public final class Router implements ControlHandler {

    private final String node;
    private final Map<String, ControlHandler> handlers;

    /**
     * @param node as errors name it
     * @param handlers by segment, such as {@code buckets}
     */
    public Router(String node, Map<String, ControlHandler> handlers) {
        this.node = node;
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        boolean versioned = request.path().size() >= 2 && request.path().get(0).equals("v1");
        ControlHandler handler = versioned ? handlers.get(request.path().get(1)) : null;
        if (handler == null) {
            throw OutOfScope.path(request).orElseGet(() -> unknown(node, request.pathText()));
        }
        return handler.handle(request);
    }

    /** 400, as AIStore words it for paths that lead nowhere. */
    public static AisException unknown(String node, String path) {
        return new AisException(400, node + ": empty protocol scheme for URL path \"" + path + "\"");
    }
}
