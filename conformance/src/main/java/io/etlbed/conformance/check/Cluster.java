package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Http;
import io.etlbed.conformance.http.NoAnswerException;
import io.etlbed.conformance.http.Paths;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of the API, one method each: what is sent is what real clients send, what comes back is judged by the caller. */
public final class Cluster {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    private final Http http;
    private final Settings settings;

    /** One that speaks as the documents do. */
    public Cluster(Http http) {
        this(http, Settings.DOCUMENT);
    }

    Cluster(Http http, Settings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** How this implementation speaks. */
    Settings settings() {
        return settings;
    }

    public Http http() {
        return http;
    }

    /** Init of a spec, base64 as real clients send it. */
    public Exchange init(String id, String yaml) throws InterruptedException {
        return init(messageOf(yaml).put("id", id));
    }

    /** Init by a message that the check makes up. */
    public Exchange init(JsonNode message) throws InterruptedException {
        return http.send(Request.of("PUT", "/v1/etl").body(message.toString()));
    }

    /** An init message without an id, which says all that this implementation reads nowhere else. */
    ObjectNode messageOf(String yaml) {
        return settings.annotations() ? message(yaml) : Annotations.lifted(message(yaml), yaml);
    }

    /** An init message with the specification alone. */
    public static ObjectNode message(String yaml) {
        String spec = Base64.getEncoder().encodeToString(yaml.getBytes(StandardCharsets.UTF_8));
        return JsonNodeFactory.instance.objectNode().put("spec", spec);
    }

    /**
     * Init that is to succeed.
     *
     * @return the id
     * @throws CheckFailed if it does not answer 200 with the id
     */
    String start(String id, PodYaml spec) throws InterruptedException {
        return start(id, messageOf(spec.text()));
    }

    /** The same with a message that the check makes up but for the id. */
    String start(String id, ObjectNode message) throws InterruptedException {
        Exchange init = init(message.deepCopy().put("id", id));
        if (message.has("code")) {
            PythonCode.expectInterpreter(init);
        }
        Expect.status(init, 200, "init of what is valid, answered when every target serves");
        Expect.that(init.text().strip().equals(id), init, "the ETL_ID " + id + " as the answer");
        return id;
    }

    public Exchange view(String id) throws InterruptedException {
        return http.send(Request.of("GET", Paths.etl(id)));
    }

    /** Starts what was stopped. */
    public Exchange startAgain(String id) throws InterruptedException {
        return http.send(Request.of("POST", Paths.etl(id) + "/start"));
    }

    /** @param below nothing for all targets, or {@code /TARGET_ID} */
    public Exchange logs(String id, String below) throws InterruptedException {
        return http.send(Request.of("GET", Paths.etl(id) + "/logs" + below));
    }

    public Exchange health(String id) throws InterruptedException {
        return http.send(Request.of("GET", Paths.etl(id) + "/health"));
    }

    public Exchange stop(String method, String id) throws InterruptedException {
        return http.send(Request.of(method, Paths.etl(id) + "/stop"));
    }

    public Exchange delete(String id) throws InterruptedException {
        return http.send(Request.of("DELETE", Paths.etl(id)));
    }

    /** The ids of the running ETLs. */
    public List<String> etls() throws InterruptedException {
        Exchange list = Expect.status(http.send(Request.of("GET", "/v1/etl")), 200, "the list of running ETLs");
        JsonNode tree = Expect.json(list, JsonNode::isArray, "a JSON array of running ETLs");
        List<String> ids = new ArrayList<>();
        tree.forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    /** The cluster's map, as real clients ask for it. */
    public ClusterMap map() throws InterruptedException {
        return ClusterMap.of(http.send(Request.of("GET", "/v1/daemon?what=smap")));
    }

    public Exchange createBucket(String name) throws InterruptedException {
        return http.send(Request.of("POST", Paths.bucket(name)).body("{\"action\":\"create-bck\"}"));
    }

    public Exchange destroyBucket(String name) throws InterruptedException {
        return http.send(Request.of("DELETE", Paths.bucket(name)).body("{\"action\":\"destroy-bck\"}"));
    }

    public Exchange put(String bucket, String object, Payload payload) throws InterruptedException {
        return http.send(Request.of("PUT", Paths.object(bucket, object)).body(payload));
    }

    public Exchange get(String bucket, String object) throws InterruptedException {
        return http.send(Request.of("GET", Paths.object(bucket, object)));
    }

    public Exchange transform(String bucket, String object, String etl) throws InterruptedException {
        return http.send(Request.of("GET", transformPath(bucket, object, etl)));
    }

    public static String transformPath(String bucket, String object, String etl) {
        return Paths.with(Paths.object(bucket, object), Map.of("uuid", etl));
    }

    /** The names of a bucket's objects, in the order of the list. */
    public List<String> objects(String bucket) throws InterruptedException {
        List<String> names = new ArrayList<>();
        String token = "";
        String uuid = "";
        do {
            ObjectNode value = JsonNodeFactory.instance
                    .objectNode()
                    .put("uuid", uuid)
                    .put("props", "name,size")
                    .put("continuation_token", token)
                    .put("flags", "0");
            ObjectNode message = JsonNodeFactory.instance.objectNode().put("action", "list");
            message.set("value", value);
            Exchange page = http.send(Request.of("GET", Paths.bucket(bucket)).body(message.toString()));
            Expect.status(page, 200, "a page of the bucket's objects");
            JsonNode tree = Expect.json(page, JsonNode::isObject, "a page of the bucket's objects as JSON");
            tree.path("entries").forEach(entry -> names.add(entry.path("name").asText()));
            token = tree.path("continuation_token").asText();
            uuid = tree.path("uuid").asText();
        } while (!token.isEmpty());
        return names;
    }

    /** Stops and deletes an ETL as well as it can; what fails is logged. */
    void remove(String id) throws InterruptedException {
        try {
            stop("POST", id);
            Exchange gone = delete(id);
            if (gone.status() != 200 && gone.status() != 404) {
                LOG.warn("ETL {} is left behind: {}", id, gone.summary());
            }
        } catch (NoAnswerException e) {
            LOG.warn("ETL {} is left behind: {}", id, e.getMessage());
        }
    }

    /** Destroys a bucket as well as it can; what fails is logged. */
    void removeBucket(String name) throws InterruptedException {
        try {
            Exchange gone = destroyBucket(name);
            if (gone.status() != 200 && gone.status() != 404) {
                LOG.warn("bucket {} is left behind: {}", name, gone.summary());
            }
        } catch (NoAnswerException e) {
            LOG.warn("bucket {} is left behind: {}", name, e.getMessage());
        }
    }
}
