package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.ListCall;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListEntry;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.ListPage;
import io.etlbed.cluster.wire.Names;
import io.etlbed.cluster.wire.PercentCoding;
import io.etlbed.cluster.wire.Snode;
import io.etlbed.cluster.wire.StampedMap;
import io.etlbed.cluster.wire.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Pages of a bucket's objects: each target lists its own, and the first of all of them make the page. While objects are on
 * their way, all are asked twice: one that moved from a target not asked yet to one that had been is seen the second time.
 */
final class ObjectLists {

    private static final Comparator<ListEntry> BY_NAME = Comparator.comparing(ListEntry::name, Names.BYTEWISE);

    private final NodeState node;
    private final NodeCalls calls;

    ObjectLists(NodeState node, NodeCalls calls) {
        this.node = node;
        this.calls = calls;
    }

    ControlResponse page(String bucket, ControlRequest request) throws InterruptedException {
        ListMsg message = ListCall.message(request);
        int size = message.page();
        byte[] body = Json.write(new ActionMsg("list", "", message));
        StampedMap map = node.stamped();
        List<ListEntry> entries = new ArrayList<>();
        for (int round = map.moving().isPresent() ? 2 : 1; round > 0; round--) {
            for (String id : map.withObjects()) {
                entries.addAll(ask(map.map().tmap().get(id), bucket, body).all());
            }
        }
        entries.sort(BY_NAME);
        List<ListEntry> page = map.moving().isPresent() ? distinct(entries) : entries;
        return ListCall.answer(request, ListCall.page(message, page.subList(0, Math.min(size, page.size()))));
    }

    /** Each name once, as it was listed last: that is the newer one. */
    private static List<ListEntry> distinct(List<ListEntry> sorted) {
        List<ListEntry> distinct = new ArrayList<>();
        for (ListEntry entry : sorted) {
            int last = distinct.size() - 1;
            if (last >= 0 && distinct.get(last).name().equals(entry.name())) {
                distinct.set(last, entry);
            } else {
                distinct.add(entry);
            }
        }
        return distinct;
    }

    /**
     * A page of what one target has.
     *
     * @param body the message, as JSON
     * @throws UnavailableException if it does not answer
     */
    ListPage ask(Snode target, String bucket, byte[] body) throws InterruptedException {
        if (node.lost().contains(target.daemon_id())) {
            throw lost(target, bucket, "it does not answer");
        }
        try {
            ControlResponse answer =
                    calls.call(target, "GET", "/v1/buckets/" + PercentCoding.encode(bucket), Map.of(), body);
            if (answer.status() != 200) {
                throw new AisException(
                        answer.status(),
                        target.daemon_id() + " cannot list ais://" + bucket + ": "
                                + new String(answer.body(), StandardCharsets.UTF_8).strip());
            }
            return Json.read(answer.body(), ListPage.class);
        } catch (IOException e) {
            throw lost(target, bucket, String.valueOf(e.getMessage()));
        }
    }

    private UnavailableException lost(Snode target, String bucket, String why) {
        return new UnavailableException(
                node.printed() + ": target " + target.daemon_id() + " cannot list its objects of ais://" + bucket + ": "
                        + why,
                1);
    }
}
