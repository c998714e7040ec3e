package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Calls about objects. Bytes are streamed both ways; none of these calls holds an object in memory. */
public final class ObjectCalls {

    private static final String BASE = "/v1/objects";
    /** As many as a cluster gives at most. */
    private static final int PAGE = 10_000;

    private static final int PIECE = 64 << 10;

    private final Transport transport;

    ObjectCalls(Transport transport) {
        this.transport = transport;
    }

    /** Stores an object, in place of the one of that name if there is one. */
    public void put(ObjectRef object, ObjectBody body) throws IOException, InterruptedException {
        transport.send(at("PUT", object, "").stream(body)).close();
    }

    /**
     * Opens an object for reading; the caller closes it. A body that breaks off ends in an {@link IOException}, never in
     * a complete-looking short one.
     *
     * @throws AisException 404 if there is no such object or ETL, 416 if it has no such part
     */
    public ObjectContent open(ObjectRead read) throws IOException, InterruptedException {
        String etl = read.etl().map(id -> "&uuid=" + UrlPath.queryValue(id)).orElse("");
        Call call = at("GET", read.object(), etl).patient();
        if (read.range().isPresent()) {
            call = call.header("Range", read.range().get().header());
        }
        Answer answer = transport.send(call);
        boolean whole = answer.status() != 206 && answer.header("Content-Range").isEmpty();
        if (read.range().isPresent() && whole) {
            answer.close();
            throw new IOException(answer.from() + " answered with the whole object where a part was asked for");
        }
        return new ObjectContent(answer);
    }

    /**
     * Writes an object to a stream, which is flushed and left open.
     *
     * @return how many bytes it has
     */
    public long get(ObjectRead read, OutputStream to) throws IOException, InterruptedException {
        try (ObjectContent content = open(read)) {
            InputStream bytes = content.stream();
            long count = bytes.transferTo(to);
            to.flush();
            return count;
        }
    }

    /**
     * Writes an object to a file, which appears, in place of the one there was, only when it is complete.
     *
     * @return how many bytes it has
     */
    public long get(ObjectRead read, Path file) throws IOException, InterruptedException {
        return get(read, file, TransferListener.NONE);
    }

    /** The same, and tells how far it is. */
    public long get(ObjectRead read, Path file, TransferListener listener) throws IOException, InterruptedException {
        // Opened first, so that an unknown object does not even touch the folder.
        try (ObjectContent content = open(read);
                NewFile written = NewFile.at(file)) {
            listener.begins(content.length());
            InputStream bytes = content.stream();
            byte[] piece = new byte[PIECE];
            long all = 0;
            for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
                written.stream().write(piece, 0, count);
                listener.moved(count);
                all += count;
            }
            written.complete();
            return all;
        }
    }

    /** @throws AisException 404 if there is no such object */
    public ObjectInfo head(ObjectRef object) throws IOException, InterruptedException {
        try (Answer answer = transport.send(at("HEAD", object, ""))) {
            return new ObjectInfo(
                    answer.headers().firstValueAsLong("Content-Length").orElse(0),
                    answer.header("Ais-Version").orElse(""),
                    answer.header("Ais-Checksum-Type").orElse(""),
                    answer.header("Ais-Checksum-Value").orElse(""));
        }
    }

    /**
     * Gives an object another name in its bucket, in place of the one of that name if there is one.
     *
     * @throws AisException 404 if there is no such object, 400 if the name is none
     */
    public void rename(ObjectRef object, String name) throws IOException, InterruptedException {
        byte[] message = Json.object(json -> {
            json.writeStringField("action", "rename-obj");
            json.writeStringField("name", name);
        });
        transport.send(at("POST", object, "").json(message).patient()).close();
    }

    /** @throws AisException 404 if there is no such object */
    public void delete(ObjectRef object) throws IOException, InterruptedException {
        transport.send(at("DELETE", object, "")).close();
    }

    /**
     * The first page of a list of a bucket's objects.
     *
     * @param prefix what the names begin with; empty for all
     * @param after which the names come; empty for all
     * @param size how many objects at most, from 1
     */
    public ObjectPage page(String bucket, String prefix, String after, int size)
            throws IOException, InterruptedException {
        return page(bucket, prefix, size, json -> {
            if (!after.isEmpty()) {
                json.writeStringField("start_after", after);
            }
            json.writeStringField("continuation_token", "");
        });
    }

    /**
     * The page behind another one, of the same list.
     *
     * @param before that is not the last one
     * @throws IOException also if the cluster would give the same page for ever
     */
    public ObjectPage pageBehind(ObjectPage before, String bucket, String prefix, int size)
            throws IOException, InterruptedException {
        ObjectPage page = page(bucket, prefix, size, json -> {
            json.writeStringField("uuid", before.listing());
            json.writeStringField("continuation_token", before.next());
        });
        if (!page.last() && page.next().equals(before.next())) {
            throw new IOException("the list of ais://" + bucket + " does not end: its page behind \"" + page.next()
                    + "\" leads to itself");
        }
        return page;
    }

    private ObjectPage page(String bucket, String prefix, int size, Json.Content where)
            throws IOException, InterruptedException {
        byte[] message = Json.object(json -> {
            json.writeStringField("action", "list");
            json.writeObjectFieldStart("value");
            json.writeStringField("props", "name,size");
            json.writeStringField("prefix", prefix);
            where.write(json);
            json.writeStringField("flags", "0");
            json.writeNumberField("pagesize", size);
            json.writeEndObject();
        });
        Call call = Call.of("GET", UrlPath.of("/v1/buckets", bucket), BucketCalls.PROVIDER);
        try (Answer answer = transport.send(call.json(message))) {
            return PageReader.read(answer.body());
        }
    }

    /** Hands over every object of a bucket whose name begins with {@code prefix}, page by page, in the order of names. */
    public void list(String bucket, String prefix, Consumer<ObjectEntry> to) throws IOException, InterruptedException {
        ObjectPage page = page(bucket, prefix, "", PAGE);
        page.entries().forEach(to);
        while (!page.last()) {
            page = pageBehind(page, bucket, prefix, PAGE);
            page.entries().forEach(to);
        }
    }

    private static Call at(String method, ObjectRef object, String query) {
        return Call.of(method, UrlPath.of(BASE, object.bucket(), object.name()), BucketCalls.PROVIDER + query);
    }
}
