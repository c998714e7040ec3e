package io.etlbed.cluster.etl;

import io.etlbed.cluster.control.ControlRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** Control calls as tests write them. */
final class Requests {

    static final String MD5 = """
            apiVersion: v1
            kind: Pod
            metadata:
              name: transformer-md5
              annotations:
                communication_type: "hpush://"
                wait_timeout: 5m
            spec:
              containers:
                - name: server
                  image: aistorage/transformer_md5:latest
                  ports:
                    - name: default
                      containerPort: 80
                  readinessProbe:
                    httpGet:
                      path: /health
                      port: default
            """;

    private Requests() {}

    /** @param pathAndQuery such as {@code /v1/etl/my-etl/stop?uuid=x} */
    static ControlRequest of(String method, String pathAndQuery, String body) {
        String[] parts = pathAndQuery.split("\\?", 2);
        var path = Arrays.stream(parts[0].split("/", -1))
                .filter(item -> !item.isEmpty())
                .toList();
        Map<String, String> query = parts.length == 1 ? Map.of() : Map.of("uuid", parts[1].substring("uuid=".length()));
        return new ControlRequest(method, path, query, Map.of(), body.getBytes(StandardCharsets.UTF_8), "127.0.0.1:1");
    }

    static ControlRequest of(String method, String path) {
        return of(method, path, "");
    }

    static ControlRequest init(String id) {
        return init(id, MD5);
    }

    static ControlRequest init(String id, String yaml) {
        return of("PUT", "/v1/etl", message(id, yaml));
    }

    static String message(String id, String yaml) {
        return Json.object().put("id", id).put("spec", base64(yaml)).toString();
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
