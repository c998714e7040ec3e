package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.Bundle;
import java.util.List;

/** A bundle together with the tools of this host that it asked for. */
public record PreparedImage(Bundle bundle, List<HostTool> tools) implements ContainerImage {

    public PreparedImage {
        tools = List.copyOf(tools);
    }

    @Override
    public String name() {
        return bundle.name();
    }
}
