package io.etlbed.simulator.embedded;

import io.etlbed.simulator.PodNetwork;
import io.etlbed.simulator.embedded.inproc.InprocRuntime;
import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.DiskUsage;
import io.etlbed.simulator.embedded.runtime.PodRuntime;
import io.etlbed.simulator.embedded.runtime.PodSandbox;
import io.etlbed.simulator.embedded.runtime.PreparedHandler;
import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.embedded.runtime.StartException;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs each container as its image asks: folders as processes, handlers in this JVM. A pod may have both; it has the shell
 * of processes from the start unless all its images are known to be handlers.
 */
final class MixedRuntime implements PodRuntime {

    private final PodRuntime processes;
    private final InprocRuntime handlers = new InprocRuntime();
    private final PodNetwork network = new MixedNetwork();
    private final Set<String> withProcesses = ConcurrentHashMap.newKeySet();

    MixedRuntime(PodRuntime processes) {
        this.processes = processes;
    }

    @Override
    public String name() {
        return processes.name();
    }

    @Override
    public PodSandbox create(SandboxSpec spec) throws StartException {
        MixedSandbox sandbox = new MixedSandbox(spec);
        if (!spec.handlersOnly()) {
            try {
                sandbox.processes();
            } catch (StartException failure) {
                sandbox.close();
                throw failure;
            }
        }
        return sandbox;
    }

    @Override
    public PodNetwork network() {
        return network;
    }

    @Override
    public void close() {
        handlers.close();
        processes.close();
    }

    private final class MixedSandbox implements PodSandbox {

        private final SandboxSpec spec;
        private final PodSandbox inJvm;
        private volatile @Nullable PodSandbox shell;

        MixedSandbox(SandboxSpec spec) {
            this.spec = spec;
            this.inJvm = handlers.create(spec);
        }

        PodSandbox processes() throws StartException {
            PodSandbox present = shell;
            if (present == null) {
                present = processes.create(spec);
                withProcesses.add(spec.ip());
                shell = present;
            }
            return present;
        }

        @Override
        public RunningContainer start(ContainerSpec container) throws StartException {
            return container.image() instanceof PreparedHandler
                    ? inJvm.start(container)
                    : processes().start(container);
        }

        @Override
        public DiskUsage diskUsage() throws IOException {
            PodSandbox present = shell;
            return present == null ? DiskUsage.NONE : present.diskUsage();
        }

        @Override
        public List<String> warnings() {
            PodSandbox present = shell;
            return present == null ? List.of() : present.warnings();
        }

        @Override
        public void close() {
            inJvm.close();
            PodSandbox present = shell;
            if (present != null) {
                withProcesses.remove(spec.ip());
                present.close();
            }
        }
    }

    private final class MixedNetwork implements PodNetwork {

        @Override
        public SocketChannel connect(String podIp, int port) throws IOException {
            boolean inJvm = handlers.serves(podIp, port) || !withProcesses.contains(podIp);
            return (inJvm ? handlers : processes).network().connect(podIp, port);
        }

        @Override
        public ServerSocketChannel listen(String podIp, int port) throws IOException {
            return (withProcesses.contains(podIp) ? processes : handlers)
                    .network()
                    .listen(podIp, port);
        }
    }
}
