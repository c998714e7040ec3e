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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Pages of a bucket's objects: each target lists its own, and the first of all of them make the page. */
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
        List<ListEntry> entries = new ArrayList<>();
        for (Snode target : node.map().tmap().values()) {
            entries.addAll(ask(target, bucket, body).all());
        }
        entries.sort(BY_NAME);
        return ListCall.answer(request, ListCall.page(message, entries.subList(0, Math.min(size, entries.size()))));
    }

    private ListPage ask(Snode target, String bucket, byte[] body) throws InterruptedException {
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
            throw new AisException(502, node.printed() + ": " + e.getMessage(), e);
        }
    }
}
