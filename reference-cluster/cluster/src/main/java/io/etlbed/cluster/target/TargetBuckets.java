package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.ListCall;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.ListEntry;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.Query;
import java.util.List;

/** {@code /v1/buckets} on a target: pages of the objects that are here. */
final class TargetBuckets implements ControlHandler {

    private final NodeState node;
    private final BucketRegistry buckets;
    private final ObjectStore store;

    TargetBuckets(NodeState node, BucketRegistry buckets, ObjectStore store) {
        this.node = node;
        this.buckets = buckets;
        this.store = store;
    }

    @Override
    public ControlResponse handle(ControlRequest request) {
        if (!request.method().equals("GET")) {
            return Methods.notAllowed(request, "GET");
        }
        Methods.checkItems(request, 3, 3);
        String name = request.path().get(2);
        BucketQuery.checkLocal(
                name,
                request.parameter(Query.PROVIDER).orElse(""),
                request.parameter(Query.NAMESPACE).orElse(""));
        Bmd.Bucket bucket = buckets.require(name);
        ListMsg message = ListCall.message(request);
        List<ListEntry> entries = store.list(bucket.bid(), message.start(), message.after(), message.page()).stream()
                .map(meta -> entry(meta, message))
                .toList();
        return ListCall.answer(request, ListCall.page(message, entries));
    }

    private ListEntry entry(ObjectMeta meta, ListMsg message) {
        return new ListEntry(
                meta.name(),
                message.wants("size") ? Long.toString(meta.size()) : null,
                message.wants("checksum") ? meta.checksumText() : null,
                message.wants("atime") ? ListCall.time(message, meta.atime()) : null,
                message.wants("version") ? Long.toString(meta.version()) : null,
                message.wants("target_url") ? node.self().url() : null,
                message.wants("copies") ? 1 : null,
                ListEntry.PRESENT);
    }
}
