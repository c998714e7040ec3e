package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;

/** Calls that only the primary answers: any other proxy hands them on to it (API-06). */
final class OfPrimary implements ControlHandler {

    private final NodeState node;
    private final NodeCalls calls;
    private final ControlHandler handler;

    OfPrimary(NodeState node, NodeCalls calls, ControlHandler handler) {
        this.node = node;
        this.calls = calls;
        this.handler = handler;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        return node.primary()
                ? handler.handle(request)
                : calls.forward(node.map().proxy_si().url(), request, request.path());
    }
}
