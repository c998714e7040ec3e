package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Targets that remember what they were asked, and answer as a test says. */
final class FakeTargets implements Targets {

    /** Answers one call; the default is 200. */
    @FunctionalInterface
    interface Behaviour {
        ControlResponse answer(String method, String path, byte[] body) throws IOException, InterruptedException;
    }

    final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> ids;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    FakeTargets(String... ids) {
        this.ids = List.of(ids);
    }

    FakeTargets on(String id, Behaviour behaviour) {
        behaviours.put(id, behaviour);
        return this;
    }

    /** Calls as {@code t1 PUT /v1/etl}, without the id of the run. */
    List<String> callsOf(String method) {
        return calls.stream()
                .filter(call -> call.contains(" " + method + " "))
                .map(call -> call.replaceAll("\\?.*", ""))
                .sorted()
                .toList();
    }

    @Override
    public List<String> ids() {
        return ids;
    }

    @Override
    public ControlResponse call(String targetId, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        calls.add(targetId + " " + method + " " + path);
        Behaviour behaviour = behaviours.get(targetId);
        if (behaviour != null) {
            return behaviour.answer(method, path, body);
        }
        return method.equals("GET")
                ? ControlResponse.json("[]".getBytes(StandardCharsets.UTF_8))
                : ControlResponse.ok();
    }

    static ControlResponse error(int status, String message) {
        String json =
                Json.object().put("status", status).put("message", message).toString();
        return new ControlResponse(status, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
