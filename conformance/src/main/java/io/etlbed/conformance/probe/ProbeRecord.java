package io.etlbed.conformance.probe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What one container of the probe has met since it started. */
final class ProbeRecord {

    private final String instance = UUID.randomUUID().toString();
    private final Map<String, Integer> methods = new TreeMap<>();
    private final Map<String, Integer> barriers = new HashMap<>();
    private final Map<String, Long> echoed = new TreeMap<>();
    private int running;

    String instance() {
        return instance;
    }

    synchronized void begin(String method) {
        methods.merge(method, 1, Integer::sum);
        running++;
    }

    synchronized void end() {
        running--;
    }

    synchronized void progress(String key, long received) {
        echoed.put(key, received);
    }

    /** Waits until so many requests with this key are here at once; answers how many there were. */
    synchronized int barrier(String key, int count, Duration limit) throws InterruptedException {
        barriers.merge(key, 1, Integer::sum);
        notifyAll();
        long end = System.nanoTime() + limit.toNanos();
        while (barriers.get(key) < count) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return barriers.get(key);
    }

    synchronized ObjectNode facts() {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("instance", instance);
        ObjectNode counts = facts.putObject("methods");
        methods.forEach(counts::put);
        facts.put("running", running);
        ObjectNode progress = facts.putObject("echoed");
        echoed.forEach(progress::put);
        return facts;
    }
}
