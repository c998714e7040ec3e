package io.etlbed.simulator.embedded.inproc;

import io.etlbed.simulator.embedded.runtime.ContainerSpec;
import io.etlbed.simulator.embedded.runtime.SandboxSpec;
import io.etlbed.simulator.handler.HandlerContainer;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the code of a container is shown of it. */
final class ContainerFace implements HandlerContainer {

    private static final int USUAL_PORT = 80;
    private static final int HIGHEST_PORT = 65535;

    private final InprocContainer container;
    private final SandboxSpec pod;
    private final ContainerSpec spec;

    ContainerFace(InprocContainer container, SandboxSpec pod, ContainerSpec spec) {
        this.container = container;
        this.pod = pod;
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public String podIp() {
        return pod.ip();
    }

    @Override
    public List<String> command() {
        return spec.command();
    }

    @Override
    public Map<String, String> environment() {
        return spec.environment();
    }

    @Override
    public List<Integer> ports() {
        return spec.ports();
    }

    @Override
    public void log(String text) {
        container.text().append(text);
    }

    @Override
    public void serve(int port, RequestHandler handler) throws IOException {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + HIGHEST_PORT + ", not " + port);
        }
        container.serve(port, handler);
    }

    @Override
    public void serve(RequestHandler handler) throws IOException {
        for (int port : ports().isEmpty() ? List.of(USUAL_PORT) : ports()) {
            container.serve(port, handler);
        }
    }

    @Override
    public void awaitStop() throws InterruptedException {
        container.awaitStop();
    }

    @Override
    public boolean awaitStop(Duration limit) throws InterruptedException {
        return container.awaitStop(limit);
    }

    @Override
    public void drain() throws InterruptedException {
        container.drain();
    }

    @Override
    public Error exit(int code) {
        container.end(code);
        throw new ContainerExit(code);
    }
}
