package io.etlbed.cluster.member;

import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.Standing;
import io.etlbed.cluster.wire.VoteAnswer;
import io.etlbed.cluster.wire.VoteRequest;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /v1/vote}: GET says how this node sees the cluster, PUT asks for its vote. A node votes once in a term, for a
 * proxy that knows all that it knows itself, and only when it finds the primary gone too. It answers while it starts as
 * well: its vote is what it knows.
 */
final class VoteHandler implements ControlHandler {

    static final String PATH = "/v1/vote";

    private static final Logger LOG = LoggerFactory.getLogger(VoteHandler.class);

    private final NodeState node;
    private final ClusterSecret secret;
    private final NodeMeta meta;
    private final Ballot ballot;
    private final Peers peers;
    private final Keepalive times;

    VoteHandler(NodeState node, ClusterSecret secret, NodeMeta meta, Ballot ballot, Peers peers, Keepalive times) {
        this.node = node;
        this.secret = secret;
        this.meta = meta;
        this.ballot = ballot;
        this.peers = peers;
        this.times = times;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        secret.check(request);
        return switch (request.method()) {
            case "GET" -> ControlResponse.json(Json.write(standing()));
            case "PUT" -> ControlResponse.json(Json.write(vote(Json.read(request.body(), VoteRequest.class))));
            default -> Methods.notAllowed(request, "GET, PUT");
        };
    }

    private Standing standing() {
        return new Standing(node.id(), node.leads(), highestTerm(), meta.map().current());
    }

    private long highestTerm() {
        return Math.max(ballot.term(), meta.map().current().term());
    }

    private VoteAnswer vote(VoteRequest request) throws InterruptedException {
        Optional<String> refusal = refusal(request);
        if (refusal.isEmpty() && !ballot.cast(request.term(), request.candidate())) {
            refusal = Optional.of("the vote of term " + request.term() + " is given");
        }
        LOG.info(
                "{}: {} in term {}: {}",
                node.printed(),
                request.candidate(),
                request.term(),
                refusal.map(why -> "no vote, " + why).orElse("voted for"));
        return new VoteAnswer(refusal.isEmpty(), refusal.orElse(""), highestTerm(), meta.since(request.held()));
    }

    private Optional<String> refusal(VoteRequest request) throws InterruptedException {
        Smap map = meta.map().current().map();
        if (!request.uuid().equals(meta.uuid())) {
            return Optional.of(node.printed() + " belongs to another cluster");
        }
        if (request.term() <= meta.map().current().term()) {
            return Optional.of("term " + request.term() + " is past");
        }
        if (meta.stamps().aheadOf(request.held())) {
            return Optional.of(node.printed() + " knows what is newer");
        }
        if (!map.pmap().containsKey(request.candidate())) {
            return Optional.of(request.candidate() + " is not among the proxies of the map");
        }
        if (!map.proxy_si().daemon_id().equals(request.candidate()) && leads(map.proxy_si())) {
            return Optional.of("the primary " + map.proxy_si().daemon_id() + " is there");
        }
        return Optional.empty();
    }

    private boolean leads(Snode primary) throws InterruptedException {
        if (primary.daemon_id().equals(node.id())) {
            return node.leads();
        }
        return peers.standings(List.of(primary), times.ping()).values().stream().anyMatch(Standing::leads);
    }
}
