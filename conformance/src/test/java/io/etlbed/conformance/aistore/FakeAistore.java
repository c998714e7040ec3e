package io.etlbed.conformance.aistore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway that answers as AIStore 3.11 does; what its ETLs would do is known by the names of their images. */
final class FakeAistore implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, ObjectNode> messages = new TreeMap<>();
    private final Map<String, String> running = new TreeMap<>();
    private final Set<String> buckets = new TreeSet<>();
    private final Map<String, byte[]> objects = new TreeMap<>();

    private record Answer(int status, byte[] body) {

        static Answer of(int status, String text) {
            return new Answer(status, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private FakeAistore(HttpServer server) {
        this.server = server;
    }

    static FakeAistore start() throws IOException {
        FakeAistore fake =
                new FakeAistore(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        fake.server.createContext("/", fake::serve);
        fake.server.setExecutor(fake.threads);
        fake.server.start();
        return fake;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answer answer;
            try {
                answer = answer(exchange, body);
            } catch (Refusal e) {
                ObjectNode error = JSON.createObjectNode()
                        .put("status", e.status())
                        .put("message", e.getMessage())
                        .put("method", exchange.getRequestMethod())
                        .put("url_path", exchange.getRequestURI().getPath())
                        .put("node", "p[fake]");
                answer = Answer.of(e.status(), error + "\n");
            }
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) {
        List<String> path = List.of(
                exchange.getRequestURI().getPath().replaceAll("^/v1/|/+$", "").split("/", 3));
        return switch (path.get(0)) {
            case "etl" -> etl(exchange.getRequestMethod(), path, body);
            case "buckets" -> bucket(exchange.getRequestMethod(), path.get(1));
            case "objects" -> object(exchange, path, body);
            default -> Answer.of(200, "");
        };
    }

    private Answer etl(String method, List<String> path, byte[] body) {
        if (!Set.of("GET", "PUT", "POST", "DELETE").contains(method)) {
            return Answer.of(405, "Method Not Allowed\n");
        }
        if (method.equals("PUT")) {
            items(path, 1);
            return init(body);
        }
        if (method.equals("GET") && path.size() == 1) {
            return Answer.of(200, list());
        }
        items(path, method.equals("POST") ? 3 : 2);
        String id = path.get(1);
        String sub = path.size() > 2 ? path.get(2) : "";
        if (method.equals("GET") && !sub.isEmpty()) {
            return below(id, sub);
        }
        InitRules.id(id);
        ObjectNode message = messages.get(id);
        if (message == null) {
            throw new Refusal(404, "p[fake]: etl UUID " + id + " does not exist");
        }
        if (method.equals("GET")) {
            return Answer.of(200, message.toString());
        }
        if (method.equals("DELETE")) {
            // Whatever stands behind the id.
            messages.remove(id);
            return Answer.of(200, "");
        }
        return act(id, sub, message);
    }

    /** Also too long is said with this count; what GET and DELETE have too much is not looked at. */
    private static void items(List<String> path, int wanted) {
        int items = path.size() + 1;
        if (items < wanted + 1) {
            throw new Refusal("path is too short: got " + items + " items, but expected " + (wanted + 1));
        }
        if (wanted == 1 && items > 2) {
            throw new Refusal("path is too long: got " + items + " items, but expected 2");
        }
    }

    private Answer act(String id, String action, ObjectNode message) {
        switch (action) {
            case "stop" -> {
                if (running.remove(id) == null) {
                    throw new Refusal("[t[fake],uuid=\"" + id + "\"] t[fake]: ETL \"" + id + "\" does not exist");
                }
                return Answer.of(200, "");
            }
            case "start" -> {
                running.put(id, InitRules.judge(message));
                return Answer.of(200, id);
            }
            default -> throw new Refusal("invalid action " + action);
        }
    }

    private Answer below(String id, String sub) {
        String kind = sub.split("/", 2)[0];
        if (sub.startsWith("logs/")) {
            throw new Refusal("unknown target \"" + sub.substring(5) + "\"");
        }
        if (!Set.of("logs", "health").contains(kind)) {
            throw new Refusal("p[fake]: empty protocol scheme for URL path \"/v1/etl/" + id + "/" + sub + "\"");
        }
        if (!running.containsKey(id)) {
            throw new Refusal(kind.equals("logs") ? 400 : 404, "t[fake]: ETL \"" + id + "\" does not exist");
        }
        return Answer.of(200, "[]");
    }

    private Answer init(byte[] body) {
        JsonNode message = parsed(body);
        String image = InitRules.judge(message);
        String id = message.path("id").asText();
        if (messages.containsKey(id)) {
            throw new Refusal("ETL with ID \"" + id + "\" exists");
        }
        if (neverReady(message)) {
            throw new Refusal(
                    "[t[fake],uuid=\"" + id + "\",pod=\""
                            + id.toLowerCase(Locale.ROOT).replace('_', '-')
                            + "-fake\"] timed out waiting for the condition (expected condition: {type: \"Ready\", status: \"True\"})");
        }
        messages.put(id, message.deepCopy());
        running.put(id, image);
        return Answer.of(200, id);
    }

    /** So the suite asks for pods that never get ready: their server listens elsewhere. */
    private static boolean neverReady(JsonNode message) {
        return new String(Base64.getDecoder().decode(message.path("spec").asText()), StandardCharsets.UTF_8)
                .contains("'8099'");
    }

    private static JsonNode parsed(byte[] body) {
        try {
            JsonNode message = JSON.readTree(body);
            if (message.isObject()) {
                if (!message.path("spec").isMissingNode()
                        && message.path("spec").isNumber()) {
                    throw new Refusal("etl.InitSpecMsg.Spec: base64 codec works with string only");
                }
                return message;
            }
        } catch (JsonProcessingException e) {
            throw new Refusal("ReadMapCB: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        throw new Refusal("ReadMapCB: expect { or n");
    }

    private String list() {
        StringBuilder list = new StringBuilder();
        running.keySet()
                .forEach(id -> list.append(list.isEmpty() ? "" : ",")
                        .append("{\"id\":\"" + id + "\",\"obj_count\":0,\"in_bytes\":0,\"out_bytes\":0}"));
        return "[" + list + "]\n";
    }

    private Answer bucket(String method, String name) {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new Refusal("bucket name \"" + name + "\" is invalid");
        }
        if (method.equals("POST") && !buckets.add(name)) {
            throw new Refusal(409, "bucket \"ais://" + name + "\" already exists");
        }
        if (method.equals("DELETE") && !buckets.remove(name)) {
            throw new Refusal(404, "bucket \"ais://" + name + "\" does not exist");
        }
        return Answer.of(200, "");
    }

    private Answer object(HttpExchange exchange, List<String> path, byte[] body) {
        if (!buckets.contains(path.get(1))) {
            throw new Refusal(404, "bucket \"ais://" + path.get(1) + "\" does not exist");
        }
        String name = path.get(1) + "/" + path.get(2);
        if (exchange.getRequestMethod().equals("PUT")) {
            objects.put(name, body);
            return Answer.of(200, "");
        }
        byte[] object = objects.get(name);
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        if (query.startsWith("uuid=") && !running.containsKey(query.substring(5))) {
            throw new Refusal(
                    404,
                    "t[fake]: ETL \"" + query.substring(5)
                            + "\" does not exist - try starting new ETL with \"http://fake/v1/etl/init\" endpoint");
        }
        if (object == null) {
            throw new Refusal(404, "object " + name + " does not exist");
        }
        boolean md5 =
                query.startsWith("uuid=") && running.get(query.substring(5)).contains("md5");
        return md5 ? Answer.of(200, md5(object)) : new Answer(200, object);
    }

    private static String md5(byte[] object) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(object));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
