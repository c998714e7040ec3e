package io.etlbed.cluster.proxy;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlHandler;
import io.etlbed.cluster.control.ControlRequest;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.OutOfScope;
import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.BucketId;
import io.etlbed.cluster.wire.BucketProps;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /v1/buckets} on a proxy. Creating and destroying is the primary's. */
final class ProxyBuckets implements ControlHandler {

    /** Copying and transforming; {@code etlbck} is how the first release with ETL wrote it. */
    private static final Set<String> JOBS =
            Set.of("copy-bck", "etl-bck", "etlbck", "copy-listrange", "etl-listrange", "move-bck");

    /** Of DELETE. */
    private static final String DELETE_JOB = "delete-listrange";

    private static final String SUMMARY = "summary-bck";

    /** There is no cache of lists, so that nothing is to be done. */
    private static final String FORGET_LISTS = "inval-listobj-cache";

    private static final String ALLOWED = "DELETE, GET, HEAD, PATCH, POST";

    private final BucketRegistry buckets;
    private final ControlHandler owned;
    private final ControlHandler jobs;
    private final ObjectLists lists;
    private final Summaries summaries;

    /**
     * @param owned answers changes, on the primary or by it
     * @param jobs starts jobs, on the primary or by it
     */
    ProxyBuckets(
            BucketRegistry buckets, ControlHandler owned, ControlHandler jobs, ObjectLists lists, Summaries summaries) {
        this.buckets = buckets;
        this.owned = owned;
        this.jobs = jobs;
        this.lists = lists;
        this.summaries = summaries;
    }

    @Override
    public ControlResponse handle(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 2, 3);
        return switch (request.method()) {
            case "GET" -> get(request);
            case "HEAD" -> head(request);
            case "POST", "DELETE" -> change(request);
            case "PATCH" -> patch(request);
            case "PUT" -> archive(request);
            default -> Methods.notAllowed(request, ALLOWED);
        };
    }

    private ControlResponse get(ControlRequest request) throws InterruptedException {
        boolean one = request.path().size() == 3 && !request.path().get(2).isEmpty();
        if (request.body().length > 0 && ActionMsg.parse(request.body()).verb().equals(SUMMARY)) {
            return summaries.handle(
                    request, one ? List.of(buckets.require(local(request)).name()) : names(request));
        }
        return one ? listObjects(request) : listBuckets(request);
    }

    private List<String> names(ControlRequest request) {
        String provider = request.parameter(Query.PROVIDER).orElse("");
        boolean ours = BucketQuery.normal(provider).equals("ais");
        return ours ? List.copyOf(buckets.current().buckets().keySet()) : List.of();
    }

    private ControlResponse listBuckets(ControlRequest request) {
        checkList(request);
        return ControlResponse.json(
                Json.write(names(request).stream().map(BucketId::ais).toList()));
    }

    private static void checkList(ControlRequest request) {
        if (request.body().length > 0) {
            String action = ActionMsg.parse(request.body()).verb();
            if (!action.equals("list")) {
                throw unknownOrNotSupported(action);
            }
        }
    }

    private ControlResponse listObjects(ControlRequest request) throws InterruptedException {
        checkList(request);
        String name = local(request);
        buckets.require(name);
        return lists.page(name, request);
    }

    private ControlResponse head(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 3, 3);
        Bmd.Bucket bucket = buckets.require(local(request));
        String props = new String(Json.write(BucketProps.of(bucket)), StandardCharsets.US_ASCII);
        Map<String, String> header = Map.of(Header.BUCKET_PROPS, props);
        // Later SDKs ask for properties and summary at once.
        return request.parameter(Query.BUCKET_SUMMARY).isPresent()
                ? summaries.head(request, bucket.name(), header)
                : new ControlResponse(200, header, new byte[0]);
    }

    /** What AIStore has for PUT, this cluster has not. */
    private static ControlResponse archive(ControlRequest request) {
        String action = request.body().length > 0
                ? Json.read(request.body(), ActionMsg.class).verb()
                : "";
        Optional<AisException> refusal = OutOfScope.action(action);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return Methods.notAllowed(request, ALLOWED);
    }

    private ControlResponse patch(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 3, 3);
        String action = ActionMsg.parse(request.body()).verb();
        if (!action.equals(BucketChanges.SET) && !action.equals(BucketChanges.RESET)) {
            throw unknownOrNotSupported(action);
        }
        return owned.handle(request);
    }

    private ControlResponse change(ControlRequest request) throws InterruptedException {
        Methods.checkItems(request, 3, 3);
        String action = ActionMsg.parse(request.body()).verb();
        boolean job = request.method().equals("POST") ? JOBS.contains(action) : action.equals(DELETE_JOB);
        if (job) {
            local(request);
            return jobs.handle(request);
        }
        if (request.method().equals("POST") && action.equals(FORGET_LISTS)) {
            buckets.require(local(request));
            return ControlResponse.ok();
        }
        String expected = request.method().equals("POST") ? "create-bck" : "destroy-bck";
        if (!action.equals(expected)) {
            throw unknownOrNotSupported(action);
        }
        return owned.handle(request);
    }

    /** The bucket of the path, if it can be one of ours. */
    static String local(ControlRequest request) {
        String name = request.path().get(2);
        BucketQuery.checkLocal(
                name,
                request.parameter(Query.PROVIDER).orElse(""),
                request.parameter(Query.NAMESPACE).orElse(""));
        return name;
    }

    private static AisException unknownOrNotSupported(String action) {
        return OutOfScope.action(action).orElseGet(() -> new AisException(400, "invalid action \"" + action + "\""));
    }
}
