package io.etlbed.cluster.dashboard;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.NodeActivity;
import java.util.function.Supplier;

/** {@code GET /v1/activity}: what a node does, for the dashboards of the cluster's proxies. */
public final class ActivityHandler implements ControlHandler {

    private final Supplier<NodeActivity> activity;

    /** @param activity at the moment of the call; must not wait for anything */
    public ActivityHandler(Supplier<NodeActivity> activity) {
        this.activity = activity;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        Methods.checkItems(request, 2, 2);
        return request.method().equals("GET")
                ? ControlResponse.json(Json.write(activity.get()))
                : Methods.notAllowed(request, "GET");
    }
}
