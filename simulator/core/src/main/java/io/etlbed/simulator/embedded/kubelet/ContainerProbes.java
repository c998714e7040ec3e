package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.RunningContainer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The probes of one run of a container: the startup probe first, then the other two beside each other. */
final class ContainerProbes {

    private final NodeContext node;
    private final Executor mailbox;
    private final Container container;
    private final RunningContainer running;
    private final String podIp;
    private final Listener listener;
    private final List<ProbeLoop> loops = new ArrayList<>();

    /** Told in the pod's mailbox. */
    interface Listener {

        /** The startup probe has succeeded, or there is none. */
        void started();

        void ready(boolean ready);

        /** A probe has failed so often that the container is to be started anew. */
        void dead(String kind, Probe probe);

        void unhealthy(String kind, String complaint);
    }

    ContainerProbes(
            NodeContext node,
            Executor mailbox,
            Container container,
            RunningContainer running,
            String podIp,
            Listener listener) {
        this.node = node;
        this.mailbox = mailbox;
        this.container = container;
        this.running = running;
        this.podIp = podIp;
        this.listener = listener;
    }

    void start() throws ConfigException {
        Probe startup = container.getStartupProbe();
        if (startup == null) {
            startOthers();
            return;
        }
        ProbeLoop[] own = new ProbeLoop[1];
        own[0] = loop(startup, true, outcome -> {
            if (outcome.complaint() != null) {
                failed("Startup", startup, outcome.complaint(), outcome.threshold());
            } else if (outcome.threshold()) {
                own[0].stop();
                try {
                    startOthers();
                } catch (ConfigException impossible) {
                    listener.unhealthy("Readiness", String.valueOf(impossible.getMessage()));
                }
            }
        });
    }

    void stop() {
        loops.forEach(ProbeLoop::stop);
    }

    private void startOthers() throws ConfigException {
        listener.started();
        Probe readiness = container.getReadinessProbe();
        if (readiness == null) {
            listener.ready(true);
        } else {
            loop(readiness, true, outcome -> {
                if (outcome.complaint() != null) {
                    listener.unhealthy("Readiness", outcome.complaint());
                }
                if (outcome.threshold()) {
                    listener.ready(outcome.complaint() == null);
                }
            });
        }
        Probe liveness = container.getLivenessProbe();
        if (liveness != null) {
            loop(liveness, false, outcome -> {
                if (outcome.complaint() != null) {
                    failed("Liveness", liveness, outcome.complaint(), outcome.threshold());
                }
            });
        }
    }

    private void failed(String kind, Probe probe, String complaint, boolean threshold) {
        listener.unhealthy(kind, complaint);
        if (threshold) {
            stop();
            listener.dead(kind, probe);
        }
    }

    private ProbeLoop loop(Probe probe, boolean eager, Consumer<ProbeLoop.Outcome> then) throws ConfigException {
        ProbeLoop loop =
                new ProbeLoop(node, mailbox, ContainerCheck.of(probe, container, running, podIp), probe, eager, then);
        loops.add(loop);
        return loop;
    }
}
