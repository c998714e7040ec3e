package io.etlbed.simulator.embedded.runtime;

import io.etlbed.simulator.PodNetwork;

/** What makes pods run. Safe for any thread. */
public interface PodRuntime extends AutoCloseable {

    /** As nodes and container ids name it, such as {@code process}. */
    String name();

    /**
     * Makes the empty shell of a pod: its network with its address, its host name, its volumes.
     *
     * @throws StartException if it cannot be made; nothing is left of it then
     */
    PodSandbox create(SandboxSpec spec) throws StartException;

    /** The way into the networks of the pods that run here. */
    PodNetwork network();

    /** Ends every pod at once and removes what they left. */
    @Override
    void close();
}
