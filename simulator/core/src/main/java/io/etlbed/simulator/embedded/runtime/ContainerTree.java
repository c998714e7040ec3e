package io.etlbed.simulator.embedded.runtime;

import java.util.Optional;

/** The processes of one run of a container, from outside of it. */
interface ContainerTree {

    /** The process that was started, and with whose end the container ends; what it has started counts as used by it. */
    Process root();

    /** A process that sees what the container sees; empty where there is none any more. */
    Optional<ProcessHandle> inside();

    /** Asks the container's command to end (SIGTERM). */
    void terminate();

    /** Ends all of them at once. */
    void kill();

    /** The command has ended: ends what it left running, where the kernel does not. */
    void sweep();
}
