package io.etlbed.cluster.target;

import io.etlbed.cluster.control.BucketQuery;
import io.etlbed.cluster.control.BucketRegistry;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.control.Methods;
import io.etlbed.cluster.control.NodeState;
import io.etlbed.cluster.data.Plan;
import io.etlbed.cluster.data.RequestHead;
import io.etlbed.cluster.data.Upload;
import io.etlbed.cluster.etl.Transformers;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Bmd;
import io.etlbed.cluster.wire.EtlMd;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.Query;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /v1/objects} on a target. */
final class ObjectCalls {

    static final String PREFIX = "/v1/objects/";
    static final String POD_PREFIX = "/v1/etl/_object/";

    private final NodeState node;
    private final ObjectStore store;
    private final BucketRegistry buckets;
    private final Transformers transformers;
    private final InlineTransforms transforms;
    private final Ownership ownership;
    private final Renames renames;
    private final Appends appends;
    private final LongAdder gets;
    private final LongAdder puts;
    private final LongAdder deletes;

    ObjectCalls(
            NodeState node,
            ObjectStore store,
            BucketRegistry buckets,
            Transformers transformers,
            Supplier<EtlMd> etls,
            Ownership ownership,
            Renames renames,
            Appends appends) {
        this.node = node;
        this.store = store;
        this.buckets = buckets;
        this.transformers = transformers;
        this.transforms = new InlineTransforms(node, transformers, etls);
        this.ownership = ownership;
        this.renames = renames;
        this.appends = appends;
        this.gets = node.counter("get.n");
        this.puts = node.counter("put.n");
        this.deletes = node.counter("del.n");
    }

    Plan plan(RequestHead request) {
        return switch (request.method()) {
            case "GET", "HEAD" -> read(request);
            case "PUT" -> write(request);
            case "DELETE" -> delete(request);
            case "POST" -> change(request);
            case "PATCH" -> annotate(request);
            default -> new Plan.Answer(Methods.notAllowed(request.method(), "DELETE, GET, HEAD, PATCH, POST, PUT"));
        };
    }

    /** GET or HEAD by a container, below {@code AIS_TARGET_URL} (COMM-05). */
    Plan planOfPod(RequestHead request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return new Plan.Answer(Methods.notAllowed(request.method(), "GET, HEAD"));
        }
        String rest = request.rawPath().substring(POD_PREFIX.length());
        int id = rest.indexOf('/');
        int secret = rest.indexOf('/', id + 1);
        if (id < 0 || secret < 0) {
            throw new AisException(400, "path is too short: expected " + POD_PREFIX + "ETL_ID/SECRET/BUCKET/OBJECT");
        }
        if (!transformers.admits(rest.substring(0, id), rest.substring(id + 1, secret))) {
            throw new AisException(400, node.printed() + ": unrecognized request source");
        }
        ObjectName name = ObjectName.parseUnique(rest.substring(secret + 1));
        Bmd.Bucket bucket = buckets.require(name.bucket());
        return send(name, bucket, key(bucket, name), Plan.Send::new, () -> {
            throw missing(name);
        });
    }

    private ObjectName name(RequestHead request) {
        return ObjectName.parse(request.rawPath().substring(PREFIX.length()));
    }

    private ObjectKey key(RequestHead request, ObjectName name) {
        return new ObjectKey(bucket(request, name).bid(), name.object());
    }

    private Bmd.Bucket bucket(RequestHead request, ObjectName name) {
        String query = request.rawQuery();
        BucketQuery.checkLocal(name.bucket(), Query.get(query, Query.PROVIDER), Query.get(query, Query.NAMESPACE));
        if (!Query.get(query, "archpath").isEmpty()) {
            throw Methods.notSupported("reading and writing within archives (archpath)");
        }
        return buckets.require(name.bucket());
    }

    private Plan read(RequestHead request) {
        ObjectName name = name(request);
        Bmd.Bucket bucket = bucket(request, name);
        ObjectKey key = key(bucket, name);
        return ownership.plan(request, name, key, by -> {
            Function<OpenObject, Plan> then =
                    request.method().equals("GET") ? transform(request, name) : Plan.Send::new;
            return send(name, bucket, key, then, () -> {
                if (ownership.has(name)) {
                    throw missing(name);
                }
                // It has been handed over meanwhile.
                return read(request);
            });
        });
    }

    private static ObjectKey key(Bmd.Bucket bucket, ObjectName name) {
        return new ObjectKey(bucket.bid(), name.object());
    }

    private Plan send(
            ObjectName name,
            Bmd.Bucket bucket,
            ObjectKey key,
            Function<OpenObject, Plan> then,
            Supplier<Plan> otherwise) {
        gets.increment();
        if (bucket.validateWarmGet()) {
            return new Plan.Later(() -> store.openVerified(key, name).map(then).orElseGet(otherwise));
        }
        Optional<OpenObject> ready = store.cached(key);
        return ready.isPresent()
                ? then.apply(ready.get())
                : new Plan.Later(() -> store.open(key, name).map(then).orElseGet(otherwise));
    }

    private AisException missing(ObjectName name) {
        return new AisException(
                404, node.printed() + ": object ais://" + name.bucket() + "/" + name.object() + " does not exist");
    }

    /** What is to be done with the object: sent as it is, or through the pod of the ETL that the query names. */
    private Function<OpenObject, Plan> transform(RequestHead request, ObjectName name) {
        String query = request.rawQuery();
        String given = Query.get(query, Query.UUID);
        String id = given.isEmpty() ? Query.get(query, Query.ETL_NAME) : given;
        if (id.isEmpty()) {
            return Plan.Send::new;
        }
        if (!Query.get(query, Query.ETL_PIPELINE).isEmpty()) {
            throw Methods.notSupported("a pipeline of transformers (" + Query.ETL_PIPELINE + ")");
        }
        boolean relayed = request.header(Header.RELAYED_BY).isPresent();
        return transforms.by(id, name, Query.get(query, Query.ETL_ARGS), relayed);
    }

    private Plan write(RequestHead request) {
        ObjectName name = name(request);
        ObjectKey key = key(request, name);
        if (Query.get(request.rawQuery(), Query.UNIX_TIME).isEmpty()) {
            throw new AisException(400, node.printed() + ": PUT(obj) is expected to be redirected or replicated");
        }
        if (!Query.get(request.rawQuery(), Query.OBJECT_TO).isEmpty()) {
            throw Methods.notSupported("copying or transforming one object by PUT", "use a job of selected objects");
        }
        ExpectedChecksum expected =
                ExpectedChecksum.of(request.header(Header.CHECKSUM_TYPE), request.header(Header.CHECKSUM_VALUE));
        return ownership.plan(request, name, key, by -> {
            puts.increment();
            Revision revision = ownership.write(name, key, by);
            return new Plan.Receive(writer(request, key, expected, revision));
        });
    }

    private Upload.Opener writer(RequestHead request, ObjectKey key, ExpectedChecksum expected, Revision revision) {
        String handle = Query.get(request.rawQuery(), Query.APPEND_HANDLE);
        String type = Query.get(request.rawQuery(), Query.APPEND_TYPE);
        return switch (type) {
            case "" -> () -> store.upload(key, expected, revision);
            case "append" -> () -> appends.append(key, handle);
            case "flush" -> () -> appends.flush(key, handle, expected, revision);
            default ->
                throw new AisException(
                        400, "invalid " + Query.APPEND_TYPE + " \"" + type + "\": expected append or flush");
        };
    }

    private Plan change(RequestHead request) {
        ObjectName name = name(request);
        ObjectKey key = key(request, name);
        requireRedirected(request);
        return ownership.plan(request, name, key, by -> renames.plan(name, key, by));
    }

    private Plan annotate(RequestHead request) {
        ObjectName name = name(request);
        ObjectKey key = key(request, name);
        requireRedirected(request);
        boolean replaces = Query.get(request.rawQuery(), Query.SET_NEW_CUSTOM).equals("true");
        return ownership.plan(request, name, key, by -> {
            Runnable check = ownership.unchanged(name, key, by);
            return new Plan.Told(body -> {
                Map<String, String> custom = CustomMetadata.read(body);
                boolean there = new Annotation(store, name, key)
                        .write(
                                before -> {
                                    Map<String, String> all = new HashMap<>(replaces ? Map.of() : before);
                                    all.putAll(custom);
                                    return CustomMetadata.checkedSize(all);
                                },
                                check);
                if (!there) {
                    throw missing(name);
                }
                return CompletableFuture.completedFuture(ControlResponse.ok());
            });
        });
    }

    private void requireRedirected(RequestHead request) {
        String query = request.rawQuery();
        if (Query.get(query, Query.UNIX_TIME).isEmpty()
                || Query.get(query, Query.PROXY_ID).isEmpty()) {
            throw new AisException(
                    400, node.printed() + ": " + request.method() + "(obj) is expected to be redirected");
        }
    }

    private Plan delete(RequestHead request) {
        ObjectName name = name(request);
        ObjectKey key = key(request, name);
        requireRedirected(request);
        return ownership.plan(request, name, key, by -> {
            deletes.increment();
            Runnable check = ownership.unchanged(name, key, by);
            return new Plan.Later(() -> {
                if (!store.delete(key, check)) {
                    throw missing(name);
                }
                return new Plan.Answer(ControlResponse.ok());
            });
        });
    }
}
