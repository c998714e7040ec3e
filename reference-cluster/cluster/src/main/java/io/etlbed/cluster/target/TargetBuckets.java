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
import io.etlbed.cluster.wire.ListForm;
import io.etlbed.cluster.wire.ListFrame;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.Query;
import java.util.Map;
import java.util.function.Function;

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
        ListForm form = ListCall.form(request);
        Function<ObjectMeta, ListEntry> told = entries(message);
        byte[] frames = ListFrame.write(
                () -> store.list(bucket.bid(), message.start(), message.after(), message.page()).stream()
                        .map(told)
                        .iterator(),
                form);
        return request.header("accept").orElse("").contains(ListFrame.MEDIA_TYPE)
                ? new ControlResponse(200, Map.of("Content-Type", ListFrame.MEDIA_TYPE), frames)
                : ListCall.answer(message, form, ListFrame.read(frames));
    }

    /** What a message wants to know of each object. */
    private Function<ObjectMeta, ListEntry> entries(ListMsg message) {
        boolean size = message.wants("size");
        boolean checksum = message.wants("checksum");
        boolean atime = message.wants("atime");
        boolean version = message.wants("version");
        String url = message.wants("target_url") ? node.self().url() : null;
        Integer copies = message.wants("copies") ? 1 : null;
        return meta -> new ListEntry(
                meta.name(),
                size ? Long.toString(meta.size()) : null,
                checksum ? meta.checksumText() : null,
                atime ? ListCall.time(message, meta.atime()) : null,
                version ? Long.toString(meta.version()) : null,
                url,
                copies,
                ListEntry.PRESENT);
    }
}
