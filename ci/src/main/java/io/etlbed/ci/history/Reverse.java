package io.etlbed.ci.history;

import io.etlbed.cluster.client.EtlInit;
import io.etlbed.simulator.handler.HandlerAnswer;
import io.etlbed.simulator.handler.HandlerImage;
import io.etlbed.simulator.handler.HandlerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** An ETL that turns objects round, so that its answer tells the object, and nobody takes it for the object itself. */
final class Reverse {

    static final String ID = "history-reverse";

    private static final String IMAGE = "etlbed/reverse";

    private Reverse() {}

    /** Its container, in this JVM. */
    static HandlerImage image() {
        return HandlerImage.serving(IMAGE, Reverse::answer);
    }

    static EtlInit init() {
        String yaml = """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: reverse
                  annotations:
                    communication_type: hpush://
                    wait_timeout: 1m
                spec:
                  containers:
                    - name: server
                      image: %s:latest
                      ports:
                        - name: default
                          containerPort: 80
                      command: ['reverse']
                      readinessProbe:
                        httpGet:
                          path: /health
                          port: default
                """.formatted(IMAGE);
        return EtlInit.spec(ID, yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HandlerRequest request, HandlerAnswer answer) throws IOException {
        if (request.method().equals("GET")) {
            answer.send(200, "ok");
        } else {
            answer.send(200, reversed(request.body().readAllBytes()));
        }
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
