package io.etlbed.cluster.member;

import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Smap;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.Standing;
import io.etlbed.cluster.wire.VoteAnswer;
import io.etlbed.cluster.wire.VoteRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to make a proxy the primary, where the present one is lost: that of the lowest id among the proxies that
 * answer stands, and needs the votes of more than half of all nodes but the lost one.
 */
final class Election {

    private static final Logger LOG = LoggerFactory.getLogger(Election.class);

    private final NodeState node;
    private final NodeMeta meta;
    private final Ballot ballot;
    private final Peers peers;
    private final Keepalive times;
    /** Terms in which voters have voted, as far as they have said. */
    private long seen;

    Election(NodeState node, NodeMeta meta, Ballot ballot, Peers peers, Keepalive times) {
        this.node = node;
        this.meta = meta;
        this.ballot = ballot;
        this.peers = peers;
        this.times = times;
    }

    /**
     * What has come of it.
     *
     * @param found a primary that is there after all
     * @param term for which this proxy is elected
     * @param alive the proxies that answered
     */
    record Result(Optional<Snode> found, Optional<Long> term, List<String> alive) {

        static Result nothing() {
            return new Result(Optional.empty(), Optional.empty(), List.of());
        }
    }

    Result run() throws InterruptedException {
        StampedMap known = meta.map().current();
        Snode primary = known.map().proxy_si();
        Map<String, Snode> others = new TreeMap<>(known.map().pmap());
        others.remove(node.id());
        Map<String, Standing> standings = peers.standings(others.values(), times.ping());
        for (Standing standing : standings.values()) {
            seen = Math.max(seen, standing.term());
            meta.learn(standing.map());
            if (standing.leads() && !known.stamp().after(standing.map().stamp())) {
                return new Result(Optional.of(others.get(standing.id())), Optional.empty(), List.of());
            }
        }
        List<String> alive = new ArrayList<>(standings.keySet());
        if (alive.stream().anyMatch(id -> id.compareTo(node.id()) < 0 && electable(known.map(), id))
                || !electable(known.map(), node.id())) {
            return Result.nothing();
        }
        long term = Math.max(seen, Math.max(ballot.term(), known.term())) + 1;
        boolean won = others.isEmpty() || isElected(known, primary, term);
        return won ? new Result(Optional.empty(), Optional.of(term), alive) : Result.nothing();
    }

    private static boolean electable(Smap map, String id) {
        Snode proxy = map.pmap().get(id);
        return proxy != null && (proxy.flags() & Snode.NOT_ELECTABLE) == 0;
    }

    private boolean isElected(StampedMap known, Snode lost, long term) throws InterruptedException {
        if (!ballot.cast(term, node.id())) {
            return false;
        }
        List<Snode> voters = peers.others(known.map());
        voters.removeIf(voter -> voter.daemon_id().equals(lost.daemon_id()));
        VoteRequest request = new VoteRequest(node.id(), meta.uuid(), term, meta.stamps());
        // A voter looks for the primary before it answers.
        Map<String, VoteAnswer> answers = peers.ask(
                voters,
                "PUT",
                VoteHandler.PATH,
                Json.write(request),
                times.ping().multipliedBy(2),
                VoteAnswer.class);
        Map<String, String> refusals = new HashMap<>();
        for (Map.Entry<String, VoteAnswer> answer : answers.entrySet()) {
            seen = Math.max(seen, answer.getValue().term());
            if (!answer.getValue().granted()) {
                refusals.put(answer.getKey(), answer.getValue().why());
                meta.learn(answer.getValue().known());
            }
        }
        int electorate = voters.size() + 1;
        int votes = answers.size() - refusals.size() + 1;
        boolean won = votes * 2 > electorate;
        LOG.info(
                "{}: {} of {} votes for the place of primary {} in term {}{}",
                node.printed(),
                votes,
                electorate,
                lost.daemon_id(),
                term,
                refusals.isEmpty() ? "" : ", refused by " + refusals);
        return won;
    }
}
