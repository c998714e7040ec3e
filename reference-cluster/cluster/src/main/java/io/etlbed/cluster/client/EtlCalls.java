package io.etlbed.cluster.client;

import com.fasterxml.jackson.core.JsonGenerator;
import io.etlbed.cluster.wire.AisException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Calls about ETLs. An object is read through one by {@link ObjectCalls#open}. */
public final class EtlCalls {

    private static final String BASE = "/v1/etl";

    private final Transport transport;

    EtlCalls(Transport transport) {
        this.transport = transport;
    }

    /**
     * Starts an ETL on every target and waits until it serves on all of them (LIFE-12); how long that may take is said
     * by the message itself.
     *
     * @return the ETL_ID
     * @throws AisException 400 if the cluster refuses it, or a pod could not be started; no pod of it is left then
     */
    public String init(EtlInit init) throws IOException, InterruptedException {
        Call call = Call.of("PUT", UrlPath.of(BASE)).json(message(init)).patient();
        try (Answer answer = transport.send(call)) {
            return new String(answer.bytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** The ETLs that run, in the order of their ids (LIFE-04). */
    public List<EtlSummary> list() throws IOException, InterruptedException {
        try (Answer answer = transport.send(Call.of("GET", UrlPath.of(BASE)))) {
            List<EtlSummary> found = new ArrayList<>();
            for (Json etl : Json.read(answer.body()).items()) {
                found.add(new EtlSummary(
                        etl.text("id"), etl.number("obj_count"), etl.number("in_bytes"), etl.number("out_bytes")));
            }
            return found;
        }
    }

    /**
     * What an ETL was started with, running or not (LIFE-05).
     *
     * @throws AisException 404 if there is none of that id
     */
    public EtlView view(String etlId) throws IOException, InterruptedException {
        try (Answer answer = transport.send(Call.of("GET", UrlPath.of(BASE, etlId)))) {
            Json message = Json.read(answer.body());
            List<String> notices =
                    message.get("notices").items().stream().map(Json::text).toList();
            return new EtlView(init(message), notices);
        }
    }

    private static EtlInit init(Json message) throws IOException {
        Optional<String> communication = text(message, "communication");
        Optional<String> timeout = text(message, "timeout");
        return text(message, "code").isPresent()
                ? new EtlInit.Code(
                        message.text("id"),
                        decoded(message, "code"),
                        decoded(message, "dependencies"),
                        message.text("runtime"),
                        communication,
                        timeout)
                : new EtlInit.Spec(message.text("id"), decoded(message, "spec"), communication, timeout);
    }

    /** @throws AisException 404 if there is none of that id, 400 if it does not run */
    public void stop(String etlId) throws IOException, InterruptedException {
        transport
                .send(Call.of("POST", UrlPath.of(BASE, etlId, "stop")).patient())
                .close();
    }

    /**
     * Starts a stopped ETL again, on every target (LIFE-08).
     *
     * @throws AisException 404 if there is none of that id
     */
    public void start(String etlId) throws IOException, InterruptedException {
        transport
                .send(Call.of("POST", UrlPath.of(BASE, etlId, "start")).patient())
                .close();
    }

    /**
     * Forgets an ETL; one that runs is stopped first (LIFE-07).
     *
     * @throws AisException 404 if there is none of that id
     */
    public void delete(String etlId) throws IOException, InterruptedException {
        transport.send(Call.of("DELETE", UrlPath.of(BASE, etlId)).patient()).close();
    }

    /** What its containers have written, target by target (LIFE-09). */
    public List<EtlLog> logs(String etlId) throws IOException, InterruptedException {
        return logs(UrlPath.of(BASE, etlId, "logs"));
    }

    /** What its container beside one target has written. */
    public List<EtlLog> logs(String etlId, String targetId) throws IOException, InterruptedException {
        return logs(UrlPath.of(BASE, etlId, "logs", targetId));
    }

    /**
     * What its containers use, target by target (LIFE-09).
     *
     * @throws AisException 404 if there is none of that id, or it does not run
     */
    public List<EtlHealth> health(String etlId) throws IOException, InterruptedException {
        try (Answer answer = transport.send(Call.of("GET", UrlPath.of(BASE, etlId, "health")))) {
            List<EtlHealth> found = new ArrayList<>();
            for (Json pod : Json.read(answer.body()).items()) {
                found.add(new EtlHealth(pod.text("target_id"), pod.decimal("cpu"), pod.number("mem")));
            }
            return found;
        }
    }

    private List<EtlLog> logs(UrlPath path) throws IOException, InterruptedException {
        try (Answer answer = transport.send(Call.of("GET", path))) {
            List<EtlLog> logs = new ArrayList<>();
            for (Json log : Json.read(answer.body()).items()) {
                logs.add(new EtlLog(log.text("target_id"), new String(decoded(log, "logs"), StandardCharsets.UTF_8)));
            }
            return logs;
        }
    }

    private static byte[] message(EtlInit init) {
        return Json.object(json -> {
            json.writeStringField("id", init.id());
            optional(json, "communication", init.communication());
            optional(json, "timeout", init.timeout());
            if (init instanceof EtlInit.Spec spec) {
                json.writeBinaryField("spec", spec.yaml());
            } else if (init instanceof EtlInit.Code code) {
                json.writeBinaryField("code", code.code());
                if (code.dependencies().length > 0) {
                    json.writeBinaryField("dependencies", code.dependencies());
                }
                json.writeStringField("runtime", code.runtime());
            }
        });
    }

    private static void optional(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static Optional<String> text(Json message, String name) {
        return Optional.of(message.text(name)).filter(value -> !value.isEmpty());
    }

    private static byte[] decoded(Json message, String name) throws IOException {
        try {
            return Base64.getDecoder().decode(message.text(name));
        } catch (IllegalArgumentException e) {
            throw new IOException("the cluster answered a member \"" + name + "\" that is not base64", e);
        }
    }
}
