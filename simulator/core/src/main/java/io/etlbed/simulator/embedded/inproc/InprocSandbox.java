package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.PreparedHandler;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** A pod of Java code: an address, and the containers that open ports of it. */
final class InprocSandbox implements PodSandbox {

    private final SandboxSpec spec;
    private final InprocNetwork network;
    private final Consumer<InprocSandbox> atClose;
    private final Queue<InprocContainer> containers = new ConcurrentLinkedQueue<>();

    InprocSandbox(SandboxSpec spec, InprocNetwork network, Consumer<InprocSandbox> atClose) {
        this.spec = spec;
        this.network = network;
        this.atClose = atClose;
    }

    @Override
    public RunningContainer start(ContainerSpec container) throws StartException {
        if (!(container.image() instanceof PreparedHandler handler)) {
            throw new StartException("image " + container.image().name() + " is no Java code");
        }
        InprocContainer running = new InprocContainer(spec, container, handler.image(), network);
        containers.add(running);
        running.start(() -> containers.remove(running));
        return running;
    }

    void kill() {
        containers.forEach(InprocContainer::kill);
    }

    @Override
    public void close() {
        kill();
        // Each ends within the patience that it has for its own threads.
        containers.forEach(container -> container.exit().join());
        network.remove(spec.ip());
        atClose.accept(this);
    }
}
