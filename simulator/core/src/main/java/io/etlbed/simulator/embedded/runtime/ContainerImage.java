package io.etlbed.simulator.embedded.runtime;

/** What a container is made of. */
public sealed interface ContainerImage permits PreparedImage, PreparedHandler {

    /** The repository under which it is known. */
    String name();
}
