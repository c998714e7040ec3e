package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.ListCall;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListForm;
import io.etlbed.cluster.wire.ListFrame;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.ListPage;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Pages of a bucket's objects: each target lists its own, all at the same time, and the first of all of them make the page. While
 * objects are on their way, all are asked twice: one that moved from a target not asked yet to one that had been is seen the
 * second time.
 */
final class ObjectLists {

    /** As long as clients wait for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How far a target's part of a page may be above its share, in standard deviations at most, before it is asked again. */
    private static final int DEVIATIONS = 3;

    private final NodeState node;
    private final NodeCalls calls;

    ObjectLists(NodeState node, NodeCalls calls) {
        this.node = node;
        this.calls = calls;
    }

    ControlResponse page(String bucket, ControlRequest request) throws InterruptedException {
        ListMsg message = ListCall.message(request);
        ListForm form = ListCall.form(request);
        StampedMap map = node.stamped();
        boolean moving = map.moving().isPresent();
        List<Snode> targets =
                map.withObjects().stream().map(map.map().tmap()::get).toList();
        // All that a page may need, so that nobody is asked a third time.
        int share = moving ? message.page() : share(message.page(), targets.size());
        List<TargetList> lists = new ArrayList<>();
        for (int round = moving ? 2 : 1; round > 0; round--) {
            lists.addAll(ask(targets, bucket, message.with(message.after(), share), form, round));
        }
        return ListCall.answer(message, form, TargetList.merge(lists, message.page()));
    }

    /** What a target has to send: names are spread over the targets by a hash, so that they have about as many of a page. */
    private static int share(int page, int targets) {
        double mean = (double) page / Math.max(1, targets);
        return targets < 2 ? page : (int) Math.min(page, Math.ceil(mean + DEVIATIONS * Math.sqrt(mean)));
    }

    private List<TargetList> ask(List<Snode> targets, String bucket, ListMsg message, ListForm form, int age)
            throws InterruptedException {
        String accept = form.mediaType() + ", " + ListFrame.MEDIA_TYPE;
        List<CompletableFuture<ControlResponse>> answers = targets.stream()
                .map(target -> send(target, bucket, message, accept))
                .toList();
        List<TargetList> lists = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Snode target = targets.get(i);
            TargetList.Source more = name -> ListFrame.read(
                    body(target, bucket, send(target, bucket, message.with(name, message.page()), accept)));
            lists.add(new TargetList(more, age, ListFrame.read(body(target, bucket, answers.get(i))), message.page()));
        }
        return lists;
    }

    /**
     * A page of what one target has.
     *
     * @throws UnavailableException if it does not answer
     */
    ListPage ask(Snode target, String bucket, ListMsg message) throws InterruptedException {
        return Json.read(body(target, bucket, send(target, bucket, message, "application/json")), ListPage.class);
    }

    private CompletableFuture<ControlResponse> send(Snode target, String bucket, ListMsg message, String accept) {
        if (node.lost().contains(target.daemon_id())) {
            throw lost(target, bucket, "it does not answer");
        }
        return calls.send(
                target,
                "GET",
                "/v1/buckets/" + PercentCoding.encode(bucket),
                Map.of("accept", accept),
                Json.write(new ActionMsg("list", "", message)),
                PATIENCE);
    }

    private byte[] body(Snode target, String bucket, CompletableFuture<ControlResponse> answering)
            throws InterruptedException {
        try {
            ControlResponse answer = answering.get();
            if (answer.status() != 200) {
                throw new AisException(
                        answer.status(),
                        target.daemon_id() + " cannot list ais://" + bucket + ": "
                                + new String(answer.body(), StandardCharsets.UTF_8).strip());
            }
            return answer.body();
        } catch (ExecutionException e) {
            throw lost(target, bucket, String.valueOf(e.getCause().getMessage()));
        }
    }

    private UnavailableException lost(Snode target, String bucket, String why) {
        return new UnavailableException(
                node.printed() + ": target " + target.daemon_id() + " cannot list its objects of ais://" + bucket + ": "
                        + why,
                1);
    }
}
