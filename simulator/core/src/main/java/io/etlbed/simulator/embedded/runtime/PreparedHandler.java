package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.handler.HandlerImage;

/** An image that is Java code of this JVM; it needs nothing of the host. */
public record PreparedHandler(HandlerImage image) implements ContainerImage {

    @Override
    public String name() {
        return image.name();
    }
}
