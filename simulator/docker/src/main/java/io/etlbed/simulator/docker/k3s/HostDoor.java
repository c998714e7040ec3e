package io.etlbed.simulator.docker.k3s;

import com.sun.net.httpserver.HttpServer;
import io.etlbed.simulator.HostAddress;
import io.etlbed.simulator.SimulatorException;
import io.etlbed.simulator.docker.engine.EngineException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the address of this host at which pods reach it: a server listens there, and is called from every node, and from a pod
 * on every node as far as pods can be run yet.
 */
final class HostDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HostDoor.class);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final byte[] ANSWER = "you have reached the host".getBytes(StandardCharsets.UTF_8);

    private final List<K3sNode> nodes;
    private final PodCaller pods;

    HostDoor(List<K3sNode> nodes, PodCaller pods) {
        this.nodes = nodes;
        this.pods = pods;
    }

    /**
     * @param named the address that the user says; empty to look for one
     * @param gateway of the nodes' network, which is this host where the engine is on it
     * @throws SimulatorException if none is reached; the message says what was tried, and what may be in the way
     */
    HostAddress find(Optional<String> named, String gateway) throws InterruptedException {
        List<String> tried = new ArrayList<>();
        for (String address : named.map(List::of).orElseGet(() -> candidates(gateway))) {
            Optional<String> trouble = trouble(address);
            if (trouble.isEmpty()) {
                LOG.debug("pods reach this host at {}", address);
                return new HostAddress(address, address);
            }
            tried.add(address + " (" + trouble.get() + ")");
        }
        throw new SimulatorException("pods do not reach this host: tried " + String.join(", ", tried)
                + ". A firewall may refuse what comes from the engine's networks (with ufw: `ufw allow from " + gateway
                + "/16`), or this JVM runs in a container of its own; an address that pods reach can be named in"
                + " ETLBED_K3S_HOST.");
    }

    /** The gateway first: it is on no other network, so that nobody but pods and this host gets at what listens there. */
    static List<String> candidates(String gateway) {
        Set<String> own = new LinkedHashSet<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp() && !each.isLoopback()) {
                    Collections.list(each.getInetAddresses()).stream()
                            .filter(Inet4Address.class::isInstance)
                            .map(InetAddress::getHostAddress)
                            .forEach(own::add);
                }
            }
        } catch (SocketException e) {
            LOG.debug("this host's addresses cannot be listed", e);
        }
        List<String> candidates = new ArrayList<>(own);
        if (candidates.remove(gateway)) {
            candidates.add(0, gateway);
        }
        return candidates;
    }

    /** Why this is not the address; empty where it is. */
    private Optional<String> trouble(String address) throws InterruptedException {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(address, 0), 0);
        } catch (IOException e) {
            return Optional.of("nothing can listen there: " + e.getMessage());
        }
        server.createContext("/", exchange -> {
            heard.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://" + address + ":" + server.getAddress().getPort();
            Optional<String> trouble = fromNodes(url, heard);
            return trouble.isPresent() ? trouble : fromPods(url, heard);
        } finally {
            server.stop(0);
        }
    }

    private Optional<String> fromNodes(String url, Set<String> heard) throws InterruptedException {
        List<Optional<String>> results = OnEach.of(nodes, node -> {
            String word = word();
            try {
                // kubectl is the one client that every image of k3s has.
                String said = node.inside().exec(call(url, word), LIMIT).summary();
                return heard.contains(word) ? Optional.<String>empty() : Optional.of(node.name() + ": " + said);
            } catch (EngineException e) {
                return Optional.of(node.name() + ": " + e.getMessage());
            }
        });
        return results.stream().flatMap(Optional::stream).findFirst();
    }

    private static List<String> call(String url, String word) {
        List<String> command = new ArrayList<>(List.of("k3s", "kubectl"));
        command.addAll(PodCaller.call(url, word));
        return command;
    }

    private Optional<String> fromPods(String url, Set<String> heard) throws InterruptedException {
        return pods.unheard(url, word(), heard).map(node -> "a pod on " + node + " does not get through");
    }

    private static String word() {
        byte[] random = new byte[8];
        new SecureRandom().nextBytes(random);
        return "/" + HexFormat.of().formatHex(random);
    }
}
