package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import java.util.Map;

/** Creating and destroying buckets, and changing their properties, on the primary. */
final class BucketChanges implements ControlHandler {

    static final String SET = "set-bprops";
    static final String RESET = "reset-bprops";

    private final BucketOwner owner;

    BucketChanges(BucketOwner owner) {
        this.owner = owner;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        if (request.method().equals("POST")) {
            String provider =
                    BucketQuery.normal(request.parameter(Query.PROVIDER).orElse(""));
            if (!provider.equals("ais") || request.parameter(Query.NAMESPACE).isPresent()) {
                throw Methods.notSupported("creating buckets of other providers or namespaces");
            }
            owner.create(request.path().get(2), props(ActionMsg.parse(request.body())));
        } else if (request.method().equals("PATCH")) {
            patch(ProxyBuckets.local(request), ActionMsg.parse(request.body()));
        } else {
            owner.destroy(ProxyBuckets.local(request));
        }
        return ControlResponse.ok();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> props(ActionMsg message) {
        return message.value() == null ? Map.of() : Json.convert(message.value(), Map.class);
    }

    private void patch(String bucket, ActionMsg message) throws InterruptedException {
        if (message.verb().equals(RESET)) {
            owner.resetProps(bucket);
        } else {
            if (message.value() == null) {
                throw new AisException(400, SET + " without a value: expected the properties that are to change");
            }
            owner.setProps(bucket, props(message));
        }
    }
}
