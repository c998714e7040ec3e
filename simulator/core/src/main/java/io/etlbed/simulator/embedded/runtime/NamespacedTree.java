package io.etlbed.simulator.embedded.runtime;

import java.util.Optional;

/**
 * Processes in a namespace of their own: unshare, the shell that entered, the command. The kernel ends all of them with the
 * shell, which ends with unshare.
 */
record NamespacedTree(Process root) implements ContainerTree {

    @Override
    public Optional<ProcessHandle> inside() {
        return ProcessTree.children(root.toHandle()).stream().findFirst();
    }

    @Override
    public void terminate() {
        for (ProcessHandle shell : ProcessTree.children(root.toHandle())) {
            ProcessTree.children(shell).forEach(ProcessHandle::destroy);
        }
    }

    @Override
    public void kill() {
        root.destroyForcibly();
    }

    @Override
    public void sweep() {
        // nothing is left: it was in the namespace
    }
}
