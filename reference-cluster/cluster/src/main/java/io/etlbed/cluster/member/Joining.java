package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.MetaUpdate;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a node that has been started a member of its cluster: any proxy hands its request on to the primary. */
final class Joining {

    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);

    private final NodeState node;
    private final NodeMeta meta;
    private final Peers peers;
    private final Keepalive times;
    private final List<URI> via;
    private String lastProblem = "";

    /** @param via proxies that may be there; those of the last map are asked as well */
    Joining(NodeState node, NodeMeta meta, Peers peers, Keepalive times, List<URI> via) {
        this.node = node;
        this.meta = meta;
        this.peers = peers;
        this.times = times;
        this.via = List.copyOf(via);
    }

    /** @return whether the node is a member now */
    boolean attempt() throws InterruptedException {
        for (URI proxy : proxies()) {
            try {
                ControlResponse answer = peers.send(
                                proxy, "POST", AutoregHandler.PATH, Json.write(node.announced()), times.push())
                        .get();
                Optional<String> problem = answer.status() == 200
                        ? meta.accept(Json.read(answer.body(), MetaUpdate.class))
                        : Optional.of(new String(answer.body(), StandardCharsets.UTF_8).strip());
                if (problem.isEmpty() && node.member()) {
                    LOG.info("{} has joined cluster {} by {}", node.printed(), meta.uuid(), proxy);
                    return true;
                }
                tell(proxy + ": " + problem.orElse("it did not take this node in"));
            } catch (ExecutionException e) {
                tell(proxy + " cannot be reached: " + e.getCause().getMessage());
            } catch (AisException e) {
                tell(proxy + " answers what cannot be read: " + e.getMessage());
            }
        }
        return false;
    }

    /** Once, not with each attempt. */
    private void tell(String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            LOG.info("{} has not joined yet: {}", node.printed(), problem);
        }
    }

    private Set<URI> proxies() {
        Set<URI> proxies = new LinkedHashSet<>(via);
        meta.map().current().map().pmap().values().forEach(proxy -> proxies.add(URI.create(proxy.url())));
        proxies.remove(URI.create(node.announced().url()));
        return proxies;
    }
}
