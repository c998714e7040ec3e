package io.etlbed.cluster.client;

import io.etlbed.cluster.wire.AisException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls about buckets. */
public final class BucketCalls {

    private static final String BASE = "/v1/buckets";
    static final String PROVIDER = "provider=ais";
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

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

    /**
     * The properties of a bucket, by names such as {@code checksum.type}, in the order of the cluster.
     *
     * @throws AisException 404 if there is none of that name
     */
    public Map<String, String> props(String bucket) throws IOException, InterruptedException {
        try (Answer answer = transport.send(at("HEAD", bucket))) {
            String json = answer.header("Ais-Bucket-Props")
                    .orElseThrow(() -> new IOException("the cluster told no properties of ais://" + bucket));
            Map<String, String> props = new LinkedHashMap<>();
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            flatten("", Json.read(new ByteArrayInputStream(bytes)), props);
            return props;
        }
    }

    private static void flatten(String path, Json json, Map<String, String> to) {
        for (Map.Entry<String, Json> member : json.members().entrySet()) {
            String name = path + member.getKey();
            Object value = member.getValue().value();
            if (value instanceof Map) {
                flatten(name + ".", member.getValue(), to);
            } else if (value != null) {
                to.put(name, value.toString());
            }
        }
    }

    /**
     * Changes properties of a bucket; all or none.
     *
     * @param props by names as {@link #props} has them; {@code true}, {@code false} and whole numbers are sent as such
     * @throws AisException 404 if there is none of that name, 400 or 501 if a property cannot be that
     */
    public void setProps(String bucket, Map<String, String> props) throws IOException, InterruptedException {
        PropsTree tree = PropsTree.of(props);
        byte[] message = Json.object(json -> {
            json.writeStringField("action", "set-bprops");
            json.writeFieldName("value");
            tree.write(json);
        });
        transport.send(at("PATCH", bucket).json(message)).close();
    }

    /** Gives a bucket the properties that new ones have; fails as {@link #setProps} does. */
    public void resetProps(String bucket) throws IOException, InterruptedException {
        transport.send(at("PATCH", bucket).json(action("reset-bprops"))).close();
    }

    /**
     * How much is in a bucket. On a large one the counting takes its time.
     *
     * @throws AisException 404 if there is none of that name
     */
    public BucketSize size(String bucket) throws IOException, InterruptedException {
        List<BucketSize> sizes = summaries(UrlPath.of(BASE, bucket));
        if (sizes.size() != 1) {
            throw new IOException("the cluster told the sizes of " + sizes.size() + " buckets, and not of one");
        }
        return sizes.get(0);
    }

    /** How much is in each bucket, in alphabetical order. */
    public List<BucketSize> sizes() throws IOException, InterruptedException {
        return summaries(UrlPath.of(BASE));
    }

    /** The first answer is an id, by which is asked until the counting is done. */
    private List<BucketSize> summaries(UrlPath path) throws IOException, InterruptedException {
        String id = "";
        Pauses pauses = new Pauses(FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            String asked = id;
            Call call = Call.of("GET", path, PROVIDER)
                    .json(Json.object(json -> {
                        json.writeStringField("action", "summary-bck");
                        json.writeObjectFieldStart("value");
                        json.writeStringField("uuid", asked);
                        json.writeBooleanField("fast", false);
                        json.writeBooleanField("cached", false);
                        json.writeEndObject();
                    }))
                    .patient();
            try (Answer answer = transport.send(call)) {
                if (answer.status() != 202) {
                    return BucketSize.read(Json.read(answer.body()));
                }
                id = new String(answer.bytes(), StandardCharsets.UTF_8).strip();
            }
            if (!asked.isEmpty()) {
                pauses.sleep(Long.MAX_VALUE, "the objects to be counted");
            }
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
