package io.etlbed.simulator.embedded.runtime;

import java.util.Optional;

/** Processes among those of the host: the command itself, and what carries its mark. */
record PlainTree(Process root, MarkedProcesses marked) implements ContainerTree {

    @Override
    public Optional<ProcessHandle> inside() {
        return Optional.of(root.toHandle()).filter(ProcessHandle::isAlive);
    }

    @Override
    public void terminate() {
        root.destroy();
    }

    @Override
    public void kill() {
        root.destroyForcibly();
        marked.kill();
    }

    @Override
    public void sweep() {
        marked.kill();
    }
}
