package io.etlbed.simulator.embedded.api;

import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.etlbed.simulator.embedded.store.ObjectStore;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a client asks of a pod, and whether it can have it. */
final class SessionFactory {

    private static final String ATTACH = "attach";
    private static final String EXEC = "exec";
    private static final String PORT_FORWARD = "portforward";
    private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";

    /** The one that is named first to those who speak none. */
    private static final List<String> FOR_PROGRAMS = List.of("v5.channel.k8s.io", "v4.channel.k8s.io");

    private static final List<String> FOR_PORTS = List.of(TUNNEL, "v4.channel.k8s.io", "portforward.k8s.io");

    /** Each holds a thread. */
    private static final int MOST_PORTS = 32;

    private final ObjectStore store;
    private final PodSessions sessions;

    SessionFactory(ObjectStore store, PodSessions sessions) {
        this.store = store;
        this.sessions = sessions;
    }

    static boolean serves(ResourcePath path) {
        return path.isSubresource(ATTACH) || path.isSubresource(EXEC) || path.isSubresource(PORT_FORWARD);
    }

    /** Whether its protocols have a channel for a {@code Status}. */
    static boolean tellsOutcome(ResourcePath path) {
        return !path.isSubresource(PORT_FORWARD);
    }

    static List<String> protocols(ResourcePath path) {
        return path.isSubresource(PORT_FORWARD) ? FOR_PORTS : FOR_PROGRAMS;
    }

    /** @throws ApiStatusException if the client cannot have it, whatever it speaks */
    void check(ResourcePath path, Query query, List<String> command) {
        Pod pod = pod(path);
        if (path.isSubresource(PORT_FORWARD)) {
            if (pod.getStatus() == null || pod.getStatus().getPodIP() == null) {
                throw ApiStatusException.badRequest(
                        "pod " + path.requireName() + " does not have a network: it does not run");
            }
            return;
        }
        access(pod, query);
        if (Streams.of(query).none()) {
            throw ApiStatusException.badRequest("you must specify at least 1 of stdin, stdout, stderr");
        }
        if (path.isSubresource(EXEC) && command.isEmpty()) {
            throw ApiStatusException.badRequest("you must specify a command");
        }
    }

    /** Checks what depends on the protocol that is chosen. */
    void check(ResourcePath path, String protocol, List<String> ports) {
        if (path.isSubresource(PORT_FORWARD) && !protocol.equals(TUNNEL)) {
            List<Integer> unused = ports(ports);
        }
    }

    /**
     * Opens a session.
     *
     * @param protocol the one that was chosen
     * @throws ApiStatusException if it cannot be opened after all
     */
    SocketSession open(
            ResourcePath path,
            Query query,
            String protocol,
            List<String> command,
            List<String> ports,
            ChannelSocket socket) {
        Pod pod = pod(path);
        if (path.isSubresource(PORT_FORWARD)) {
            PodPorts ofPod = port -> sessions.connect(pod, port);
            return protocol.equals(TUNNEL)
                    ? new SpdyTunnel(socket, ofPod)
                    : new ForwardSession(socket, ports(ports), ofPod);
        }
        Streams wanted = Streams.of(query);
        ContainerAccess container = access(pod, query);
        return new StreamSession(
                socket,
                path.isSubresource(ATTACH)
                        ? container.attach(wanted.stdin())
                        : container.exec(command, wanted.stdin(), query.flag("tty")),
                wanted);
    }

    private Pod pod(ResourcePath path) {
        return store.of(Pod.class).require(path.requireNamespace(), path.requireName());
    }

    private ContainerAccess access(Pod pod, Query query) {
        String container = ContainerChoice.of(pod, query.text("container"));
        if (Objects.requireNonNullElse(pod.getSpec().getNodeName(), "").isEmpty()) {
            throw ApiStatusException.badRequest(
                    "pod " + pod.getMetadata().getName() + " does not have a host assigned");
        }
        return sessions.container(pod, container)
                .orElseThrow(() -> ApiStatusException.badRequest("container not found (\"" + container + "\")"));
    }

    private static List<Integer> ports(List<String> texts) {
        List<Integer> ports = new ArrayList<>();
        for (String text : String.join(",", texts).split(",", -1)) {
            if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
                throw ApiStatusException.badRequest(
                        "invalid value for parameter ports: \"" + text + "\" is not a number between 1 and 65535");
            }
            ports.add(Integer.valueOf(text));
        }
        if (ports.size() > MOST_PORTS) {
            throw ApiStatusException.badRequest("no more than " + MOST_PORTS + " ports can be forwarded at once");
        }
        return ports;
    }
}
