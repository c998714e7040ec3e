package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.wire.Query;

/** Creating and destroying buckets, on the primary. */
final class BucketChanges implements ControlHandler {

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
            owner.create(request.path().get(2));
        } else {
            owner.destroy(ProxyBuckets.local(request));
        }
        return ControlResponse.ok();
    }
}
