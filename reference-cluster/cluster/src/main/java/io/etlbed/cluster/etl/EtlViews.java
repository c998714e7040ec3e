package io.etlbed.cluster.etl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.cluster.control.ControlResponse;
import io.etlbed.cluster.etl.Fanout.Answer;
import io.etlbed.cluster.etl.workload.SpecWorkload;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What clients are shown of ETLs, with the members that each of their releases reads. */
final class EtlViews {

    private static final byte[] NOTHING = new byte[0];

    private final EtlRegistry registry;
    private final Fanout fanout;

    EtlViews(EtlRegistry registry, Fanout fanout) {
        this.registry = registry;
        this.fanout = fanout;
    }

    /** Every running ETL with what all targets together have transformed (LIFE-04). */
    ControlResponse list() throws InterruptedException {
        Map<String, long[]> counts = new HashMap<>();
        for (Answer answer : fanout.call(fanout.ids(), "GET", "/v1/etl", NOTHING)) {
            if (answer.reached() && !answer.ok()) {
                throw new AisException(answer.status(), "target " + answer.targetId() + ": " + answer.message());
            }
            for (JsonNode etl : answer.ok() ? json(answer) : Json.array()) {
                long[] sum = counts.computeIfAbsent(etl.path("id").asText(), id -> new long[3]);
                sum[0] += etl.path("obj_count").asLong();
                sum[1] += etl.path("in_bytes").asLong();
                sum[2] += etl.path("out_bytes").asLong();
            }
        }
        ArrayNode list = Json.array();
        for (EtlJob job : registry.all()) {
            if (job.stage() == EtlJob.Stage.RUNNING) {
                long[] sum = counts.getOrDefault(job.id(), new long[3]);
                ObjectNode etl = list.addObject();
                etl.put("id", job.id()).put("name", job.id());
                etl.put("xaction_id", job.run().orElse(""));
                etl.put("stage", job.stage().text());
                etl.put("obj_count", sum[0]).put("in_bytes", sum[1]).put("out_bytes", sum[2]);
            }
        }
        return ControlResponse.json(Json.bytes(list));
    }

    /** The message as it was given (LIFE-05), and what there is to be said of the way in which its code is run. */
    ControlResponse message(EtlJob job) throws InterruptedException {
        ObjectNode json = job.message().json();
        ObjectNode inner = json.deepCopy();
        inner.remove("id");
        json.put("stage", job.stage().text());
        json.put("xaction_id", job.run().orElse(""));
        json.set("init_msg", inner);
        json.putNull("obj_errors");
        Set<String> notices = notices(job);
        if (!notices.isEmpty()) {
            notices.forEach(json.putArray("notices")::add);
        }
        return ControlResponse.json(Json.bytes(json));
    }

    private Set<String> notices(EtlJob job) throws InterruptedException {
        Set<String> notices = new TreeSet<>();
        if (!(job.message().workload() instanceof SpecWorkload) && job.stage() == EtlJob.Stage.RUNNING) {
            for (Answer answer : fanout.call(fanout.ids(), "GET", "/v1/etl/" + job.id(), NOTHING)) {
                if (answer.ok()) {
                    json(answer).forEach(notice -> notices.add(notice.asText()));
                }
            }
        }
        return notices;
    }

    /** The output of each pod, or of the one on a target (LIFE-09). */
    ControlResponse logs(EtlJob job, List<String> rest) throws InterruptedException {
        List<String> targets = fanout.ids();
        if (rest.size() > 1) {
            throw new AisException(400, "path below /v1/etl/" + job.id() + "/logs is too long: expected one target");
        }
        if (!rest.isEmpty()) {
            if (!targets.contains(rest.get(0))) {
                throw new AisException(400, "unknown target \"" + rest.get(0) + "\"; there are " + targets);
            }
            targets = rest;
        }
        return ofPods(job, "logs", targets);
    }

    /** CPU and memory of each pod (LIFE-09). */
    ControlResponse health(EtlJob job) throws InterruptedException {
        return ofPods(job, "health", fanout.ids());
    }

    /** What the targets say of their pods, in the order of their ids. */
    private ControlResponse ofPods(EtlJob job, String what, List<String> targets) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        for (Answer answer : fanout.call(targets, "GET", "/v1/etl/" + job.id() + "/" + what, NOTHING)) {
            if (!answer.ok()) {
                int status = answer.reached() ? answer.status() : 400;
                throw new AisException(status, "target " + answer.targetId() + ": " + answer.message());
            }
            json(answer).forEach(all::add);
        }
        all.sort(Comparator.comparing(each -> each.path("target_id").asText()));
        ArrayNode list = Json.array();
        list.addAll(all);
        return ControlResponse.json(Json.bytes(list));
    }

    private static JsonNode json(Answer answer) {
        try {
            return Json.read(answer.body());
        } catch (IOException e) {
            throw new AisException(500, "target " + answer.targetId() + " answered no JSON", e);
        }
    }
}
