package io.etlbed.conformance.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.handler.HandlerAnswer;
import io.etlbed.simulator.handler.HandlerContainer;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.HandlerRequest;
import io.etlbed.simulator.handler.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The probe as Java code, for clusters whose containers are: one run of one container. It understands the commands, and the
 * variables, of {@code probe.py}, but for those of {@code io://}.
 */
public final class ProbeHandler implements RequestHandler {

    private static final int BLOCK = 64 * 1024;

    private final HandlerContainer container;
    private final ProbeSettings settings;
    private final ProbeRecord seen;

    private ProbeHandler(HandlerContainer container, ProbeSettings settings, ProbeRecord seen) {
        this.container = container;
        this.settings = settings;
        this.seen = seen;
    }

    /** Under the same name as {@link ProbeImage}. */
    public static HandlerImage image() {
        return new HandlerImage(ProbeImage.NAME, ProbeHandler::run);
    }

    private static int run(HandlerContainer container) throws IOException, InterruptedException {
        ProbeSettings settings = new ProbeSettings(container.environment());
        if (settings.exit().isPresent()) {
            container.log("exiting, as PROBE_EXIT says");
            return settings.exit().getAsInt();
        }
        ProbeRecord seen = new ProbeRecord();
        container.log("probe " + seen.instance() + " listens on " + settings.port());
        container.serve(settings.port(), new ProbeHandler(container, settings, seen));
        container.awaitStop();
        return 0;
    }

    @Override
    public void handle(HandlerRequest request, HandlerAnswer answer) throws IOException, InterruptedException {
        String path = request.target().split("\\?", 2)[0];
        if (request.method().equals("GET") && path.equals("/health")) {
            answer.send(settings.ready() ? 200 : 503, new byte[0]);
        } else if (request.method().equals("POST") && settings.postStatus().isPresent()) {
            seen.begin("POST");
            seen.end();
            answer.send(settings.postStatus().getAsInt(), "POST is not known here\n");
        } else if (settings.ready()) {
            seen.begin(request.method());
            try {
                take(request, answer);
            } finally {
                seen.end();
            }
        } else {
            answer.send(503, "not ready\n");
        }
    }

    private void take(HandlerRequest request, HandlerAnswer answer) throws IOException, InterruptedException {
        switch (request.method()) {
            case "GET" -> fetch(request, answer);
            case "POST", "PUT" -> obey(new ProbedObject(request.body()), request, answer);
            default -> answer.send(501, request.method() + " is not known here\n");
        }
    }

    private void fetch(HandlerRequest request, HandlerAnswer answer) throws IOException, InterruptedException {
        String url = settings.targetUrl() + request.target();
        try (ProbeFetch fetched = ProbeFetch.open(url)) {
            if (fetched.status() == 200) {
                obey(new ProbedObject(fetched.body()), request, answer);
            } else {
                answer.send(502, url + " is answered " + fetched.status() + "\n");
            }
        } catch (ProbeFetch.Unreachable e) {
            answer.send(502, url + ": " + e.getMessage() + "\n");
        }
    }

    private void obey(ProbedObject given, HandlerRequest request, HandlerAnswer answer)
            throws IOException, InterruptedException {
        JsonNode command = given.command();
        String what = command.path("do").asText();
        if (what.equals("echo")) {
            echo(given, command.path("key").asText(), answer);
            return;
        }
        if (what.equals("exit")) {
            throw container.exit(command.path("code").asInt());
        }
        given.drain();
        switch (what) {
            case "report" -> report(given, request, answer, object());
            case "fetch" -> report(given, request, answer, fetched(command.path("from")));
            case "barrier" ->
                report(
                        given,
                        request,
                        answer,
                        object().put(
                                        "overlap",
                                        seen.barrier(
                                                command.path("key").asText(),
                                                command.path("count").asInt(),
                                                Duration.ofSeconds(
                                                        command.path("seconds").asInt()))));
            case "status" -> answer.send(command.path("status").asInt(), "as told\n");
            case "hang" -> {
                container.awaitStop(Duration.ofSeconds(command.path("seconds").asInt()));
                report(given, request, answer, object());
            }
            case "close" -> answer.hangUp();
            case "truncate" ->
                truncate(command.path("length"), command.path("sent").asInt(), answer);
            default -> answer.send(400, "no such command\n");
        }
    }

    private void echo(ProbedObject given, String key, HandlerAnswer answer) throws IOException {
        byte[] piece = new byte[BLOCK];
        try (OutputStream out =
                answer.header("Content-Type", "application/octet-stream").begin(200)) {
            for (int count = given.read(piece); count >= 0; count = given.read(piece)) {
                out.write(piece, 0, count);
                if (!key.isEmpty()) {
                    seen.progress(key, given.length());
                }
            }
        }
    }

    /** Announces a length, or chunks where there is none, and ends before it is done. */
    private static void truncate(JsonNode length, int sent, HandlerAnswer answer) throws IOException {
        OutputStream out = length.isNumber() ? answer.begin(200, length.asLong()) : answer.begin(200);
        out.write("x".repeat(sent).getBytes(StandardCharsets.US_ASCII));
        answer.hangUp();
    }

    private void report(ProbedObject given, HandlerRequest request, HandlerAnswer answer, ObjectNode more)
            throws IOException {
        ObjectNode facts = seen.facts()
                .put("host", container.environment().getOrDefault("HOSTNAME", ""))
                .put("node", settings.node())
                .put("target_url", settings.targetUrl())
                .put("length", given.length())
                .put("md5", given.md5())
                .put("method", request.method())
                .put("path", request.target());
        ObjectNode headers = facts.putObject("headers");
        request.headers().forEach((name, values) -> headers.put(ProbeSettings.lower(name), values.get(0)));
        facts.setAll(more);
        answer.header("Content-Type", "application/json").send(200, facts.toString());
    }

    private ObjectNode fetched(JsonNode urls) {
        ObjectNode result = object();
        ArrayNode all = result.putArray("fetched");
        for (JsonNode each : urls) {
            String url = each.asText();
            ObjectNode fact = all.addObject().put("from", url).put("status", 0);
            try (ProbeFetch answer = ProbeFetch.open(url.startsWith("/") ? settings.targetUrl() + url : url);
                    InputStream body = answer.body()) {
                ProbedObject object = new ProbedObject(body);
                object.drain();
                fact.put("status", answer.status())
                        .put("length", object.length())
                        .put("md5", object.md5());
            } catch (IOException e) {
                fact.put("error", e.toString());
            }
        }
        return result;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
