package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.List;

/** Calls about buckets. */
public final class BucketCalls {

    private static final String BASE = "/v1/buckets";
    static final String PROVIDER = "provider=ais";

    private final Transport transport;

    BucketCalls(Transport transport) {
        this.transport = transport;
    }

    /** @throws AisException 409 if there is one of that name, 400 if the name is none */
    public void create(String bucket) throws IOException, InterruptedException {
        transport.send(at("POST", bucket).json(action("create-bck"))).close();
    }

    /**
     * Destroys a bucket with all that is in it.
     *
     * @throws AisException 404 if there is none of that name
     */
    public void destroy(String bucket) throws IOException, InterruptedException {
        transport.send(at("DELETE", bucket).json(action("destroy-bck"))).close();
    }

    /** Whether there is a bucket of that name. */
    public boolean exists(String bucket) throws IOException, InterruptedException {
        try {
            transport.send(at("HEAD", bucket)).close();
            return true;
        } catch (AisException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /** The names of all buckets of provider {@code ais}, in alphabetical order. */
    public List<String> list() throws IOException, InterruptedException {
        Call call = Call.of("GET", UrlPath.of(BASE), PROVIDER).json(action("list"));
        try (Answer answer = transport.send(call)) {
            return Json.read(answer.body()).items().stream()
                    .map(bucket -> bucket.text("name"))
                    .sorted()
                    .toList();
        }
    }

    private static Call at(String method, String bucket) {
        return Call.of(method, UrlPath.of(BASE, bucket), PROVIDER);
    }

    private static byte[] action(String name) {
        return Json.object(json -> {
            json.writeStringField("action", name);
            json.writeNullField("value");
        });
    }
}
