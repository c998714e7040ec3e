package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Pods of Java code. */
public final class InprocRuntime implements PodRuntime {

    private final InprocNetwork network = new InprocNetwork();
    private final Set<InprocSandbox> sandboxes = ConcurrentHashMap.newKeySet();

    /** Makes one; nothing has to be started. */
    public InprocRuntime() {}

    @Override
    public String name() {
        return "inproc";
    }

    @Override
    public PodSandbox create(SandboxSpec spec) {
        network.add(spec.ip());
        InprocSandbox sandbox = new InprocSandbox(spec, network, sandboxes::remove);
        sandboxes.add(sandbox);
        return sandbox;
    }

    @Override
    public PodNetwork network() {
        return network;
    }

    /** Whether a container of this runtime has opened that port of a pod. */
    public boolean serves(String podIp, int port) {
        return network.port(podIp, port).isPresent();
    }

    @Override
    public void close() {
        List.copyOf(sandboxes).forEach(InprocSandbox::kill);
        List.copyOf(sandboxes).forEach(InprocSandbox::close);
    }
}
