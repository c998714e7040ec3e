package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Snode;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/reverse/…}: hands a call on to the node that a header names. Only nodes of the cluster map are called. */
final class ReverseHandler implements ControlHandler {

    private final NodeState node;
    private final NodeCalls calls;

    ReverseHandler(NodeState node, NodeCalls calls) {
        this.node = node;
        this.calls = calls;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 3, Integer.MAX_VALUE);
        String id = request.header(Header.NODE_ID)
                .orElseThrow(() -> new AisException(400, "missing node ID: expected the header " + Header.NODE_ID));
        Snode to = node.map()
                .node(id)
                .orElseThrow(() -> new AisException(404, "node \"" + id + "\" does not exist in the cluster map"));
        List<String> path = new ArrayList<>(request.path());
        path.remove(1);
        return calls.forward(to.url(), request, path);
    }
}
