package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ConfigCall;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeConfig;
import io.etlbed.cluster.member.Publisher;
import java.time.Instant;

/** Changes of the cluster's configuration, on the primary. */
final class ConfigChanges implements ControlHandler {

    private final Publisher publisher;
    private final NodeConfig config;

    /** @param config as this node has it */
    ConfigChanges(Publisher publisher, NodeConfig config) {
        this.publisher = publisher;
        this.config = config;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        ConfigCall call = ConfigCall.read(request);
        String now = Instant.now().toString();
        publisher.config(
                known -> call.resets() ? known.reset(now) : config.current().with(call.settings(), call.passes(), now));
        return ControlResponse.ok();
    }
}
