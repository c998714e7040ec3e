package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.UnavailableException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/cluster/autoreg}: a node that has been started says where it is. The primary puts it into the map and
 * answers with all that there is to know; other proxies hand the call on. A node that comes back with its id has its place
 * again.
 */
public final class AutoregHandler implements ControlHandler {

    static final String PATH = "/v1/cluster/autoreg";

    private static final Logger LOG = LoggerFactory.getLogger(AutoregHandler.class);
    private static final int SHORTEST_ID = 8;

    private final NodeState node;
    private final ClusterSecret secret;
    private final NodeMeta meta;
    private final Peers peers;
    private final Keepalive times;
    private final Admission admission;

    /** The primary's side. */
    interface Admission {
        void admit(Snode joiner) throws InterruptedException;
    }

    AutoregHandler(
            NodeState node, ClusterSecret secret, NodeMeta meta, Peers peers, Keepalive times, Admission admission) {
        this.node = node;
        this.secret = secret;
        this.meta = meta;
        this.peers = peers;
        this.times = times;
        this.admission = admission;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        secret.check(request);
        if (!request.method().equals("POST")) {
            return Methods.notAllowed(request, "POST");
        }
        Snode joiner = read(request);
        peers.note(joiner);
        if (node.leads()) {
            LOG.info("{}: {} joins at {}", node.printed(), joiner.daemon_id(), joiner.url());
            admission.admit(joiner);
            return ControlResponse.json(Json.write(meta.all()));
        }
        Snode primary = meta.map().current().map().proxy_si();
        boolean handedOn = !request.header(Header.CALLER_ID).orElse("").equals(joiner.daemon_id());
        boolean nobody = primary.daemon_id().isEmpty()
                || primary.daemon_id().equals(node.id())
                || primary.daemon_id().equals(joiner.daemon_id());
        if (handedOn || nobody) {
            throw new UnavailableException(node.printed() + " knows of no primary at present; try again", 1);
        }
        return handOn(primary, request);
    }

    private ControlResponse handOn(Snode primary, ControlRequest request) throws InterruptedException {
        try {
            return peers.send(primary, "POST", PATH, request.body(), times.push())
                    .get();
        } catch (ExecutionException e) {
            throw new UnavailableException(
                    node.printed() + ": the primary " + primary.daemon_id() + " cannot be reached; try again", 1);
        }
    }

    private static Snode read(ControlRequest request) {
        Snode joiner = Json.read(request.body(), Snode.class);
        boolean complete = joiner.daemon_id() != null && joiner.daemon_type() != null && joiner.public_net() != null;
        if (!complete
                || joiner.daemon_id().length() < SHORTEST_ID
                || !(joiner.daemon_type().equals(Snode.PROXY)
                        || joiner.daemon_type().equals(Snode.TARGET))) {
            throw new AisException(
                    400,
                    "expected a node with daemon_id (at least " + SHORTEST_ID
                            + " characters), daemon_type (proxy or target) and networks");
        }
        return joiner;
    }

    /**
     * The map with a node in its place, or a new one; flags that were set for it stay.
     *
     * @param flags of a node that is new
     */
    static Smap with(Smap map, Snode joiner, long flags) {
        boolean proxy = joiner.daemon_type().equals(Snode.PROXY);
        Map<String, Snode> other = proxy ? map.tmap() : map.pmap();
        if (other.containsKey(joiner.daemon_id())) {
            throw new AisException(
                    409,
                    joiner.daemon_id() + " is the id of a node of the other type: "
                            + other.get(joiner.daemon_id()).url());
        }
        Map<String, Snode> nodes = new TreeMap<>(proxy ? map.pmap() : map.tmap());
        Snode known = nodes.get(joiner.daemon_id());
        nodes.put(
                joiner.daemon_id(),
                known == null
                        ? joiner.with(joiner.flags() | flags)
                        : Snode.of(joiner.daemon_id(), joiner.daemon_type(), joiner.public_net(), known.flags()));
        return new Smap(
                proxy ? map.tmap() : nodes,
                proxy ? nodes : map.pmap(),
                map.proxy_si(),
                map.version(),
                map.uuid(),
                map.creation_time());
    }
}
