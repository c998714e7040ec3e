package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/** What an object says to the probe, and what the probe says back. */
public final class ProbeTalk {

    /** With {@code io://} the probe is called with these. */
    public static final List<String> ARGUMENTS = List.of("alpha", "beta");

    private ProbeTalk() {}

    /** The specification of a probe. */
    static PodYaml spec(String name, String image, Mechanism mechanism) {
        if (mechanism == Mechanism.IO) {
            List<String> args = new ArrayList<>(List.of("io"));
            args.addAll(ARGUMENTS);
            return PodYaml.program(name, image, List.of("python3", "-B", "/code/probe.py"), args);
        }
        return PodYaml.transformer(name, image)
                .without("spec.containers[0].command")
                .by(mechanism);
    }

    /** An object on which the probe reports what it received. */
    public static Payload report() {
        return command("report", "");
    }

    /** The same, of at least so many bytes. */
    public static Payload report(int bytes, Random random) {
        byte[] filling = new byte[bytes];
        random.nextBytes(filling);
        return command("report", new String(filling, StandardCharsets.ISO_8859_1));
    }

    /**
     * An object that the probe echoes while it comes in, and of which it then reports how much has come.
     *
     * @param key by which it is known in the report
     */
    public static Payload echo(String key, long bytes, long seed) {
        byte[] beginning = ("#probe " + what("echo").put("key", key) + "\n").getBytes(StandardCharsets.UTF_8);
        return Payload.generated(beginning, bytes, seed);
    }

    /** An object on which the probe waits until so many with this key are with it at once. */
    public static Payload barrier(String key, int count, int seconds) {
        return command(what("barrier").put("key", key).put("count", count).put("seconds", seconds), "");
    }

    /**
     * An object on which the probe fetches, and reports what it was answered.
     *
     * @param urls or paths below {@code AIS_TARGET_URL}, beginning with a slash
     */
    public static Payload fetch(List<String> urls) {
        ObjectNode what = what("fetch");
        urls.forEach(what.putArray("from")::add);
        return command(what, "");
    }

    /** An object on which the probe answers with that status. */
    public static Payload status(int status) {
        return command(what("status").put("status", status), "");
    }

    /** An object on which the probe closes the connection without an answer. */
    public static Payload close() {
        return command("close", "");
    }

    /** An object on which the probe does not answer for so long. */
    public static Payload hang(int seconds) {
        return command(what("hang").put("seconds", seconds), "");
    }

    /**
     * An object on which the probe closes the connection within its answer.
     *
     * @param length that it announces; empty for an answer in chunks, whose end is missing
     * @param sent so many bytes of it
     */
    public static Payload truncate(OptionalInt length, int sent) {
        ObjectNode what = what("truncate").put("sent", sent);
        length.ifPresentOrElse(announced -> what.put("length", announced), () -> what.putNull("length"));
        return command(what, "");
    }

    /** An object on which the probe's process ends. */
    public static Payload exit(int code) {
        return command(what("exit").put("code", code), "");
    }

    /** The same, after so many bytes of an answer and a line of complaint; with {@code io://} alone. */
    public static Payload exit(int code, int sent, String complaint) {
        return command(what("exit").put("code", code).put("sent", sent).put("says", complaint), "");
    }

    private static ObjectNode what(String what) {
        return JsonNodeFactory.instance.objectNode().put("do", what);
    }

    private static Payload command(String what, String rest) {
        return command(what(what), rest);
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
