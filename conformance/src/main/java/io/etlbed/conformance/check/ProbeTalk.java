package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What an object says to the probe, and what the probe says back. */
public final class ProbeTalk {

    private ProbeTalk() {}

    /** An object on which the probe reports what it received. */
    public static Payload report() {
        return command(JsonNodeFactory.instance.objectNode().put("do", "report"), "");
    }

    /** The same, of at least so many bytes. */
    public static Payload report(int bytes, Random random) {
        byte[] filling = new byte[bytes];
        random.nextBytes(filling);
        return command(
                JsonNodeFactory.instance.objectNode().put("do", "report"),
                new String(filling, StandardCharsets.ISO_8859_1));
    }

    /** An object on which the probe waits until so many with this key are with it at once. */
    public static Payload barrier(String key, int count, int seconds) {
        return command(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("do", "barrier")
                        .put("key", key)
                        .put("count", count)
                        .put("seconds", seconds),
                "");
    }

    private static Payload command(ObjectNode command, String rest) {
        return Payload.of(("#probe " + command + "\n" + rest).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The probe's report out of a transform's answer. */
    public static JsonNode reported(Exchange answer) {
        Expect.status(answer, 200, "the probe's report");
        return Expect.json(answer, tree -> tree.path("instance").isTextual(), "the probe's report as JSON");
    }
}
