package io.etlbed.conformance.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import io.etlbed.conformance.http.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python that checks run by <i>init code</i>, and what objects say to it. */
public final class PythonCode {

    /** Of the documents' runtimes the one that most checks use. */
    public static final String RUNTIME = "python3";

    /** Defines {@code transform}, which answers the MD5 of an object as hex, unless the object says otherwise. */
    public static final String FUNCTION = read("function.py");

    /** Puts out the MD5 of its input as hex, unless that says otherwise. */
    public static final String SCRIPT = read("script.py");

    /** By these words a cluster says that its nodes lack the interpreter: no fault of the cluster's. */
    private static final Pattern NO_INTERPRETER =
            Pattern.compile("\\bno Python\\b|\\S+ is not installed|\\bInstall it\\b", Pattern.CASE_INSENSITIVE);

    private PythonCode() {}

    /** An init message without an id, in base64 as real clients send it. */
    public static ObjectNode message(String code, String runtime) {
        return plain(base64(code), runtime);
    }

    /** An init message without an id, whose code is sent as it is. */
    public static ObjectNode plain(String code, String runtime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code)
                .put("runtime", runtime)
                .put("timeout", "2m");
    }

    public static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An object on which the function raises a ValueError of one word. */
    public static Payload raising(String word) {
        return Payload.of("#raise " + word + "\n");
    }

    /** An object on which the function answers the version of its interpreter. */
    public static Payload askingVersion() {
        return Payload.of("#version\n");
    }

    /** An object on which the script fails with status 3 and one word on standard error. */
    public static Payload failing(String word) {
        return Payload.of("#fail " + word + "\n");
    }

    /** An object on which the script waits for others with this key, and answers how many they are. */
    public static Payload meeting(String key, int count, int seconds) {
        return Payload.of("#meet " + key + " " + count + " " + seconds + "\n");
    }

    /**
     * The answer to an init of code, if that is not for want of an interpreter.
     *
     * @throws CheckSkipped if the nodes have no interpreter for the runtime
     */
    public static Exchange expectInterpreter(Exchange init) {
        if (init.status() >= 400) {
            expectInterpreter(Expect.message(init).orElse(""));
        }
        return init;
    }

    /**
     * Looks whether an error is for want of an interpreter.
     *
     * @throws CheckSkipped if it is
     */
    public static void expectInterpreter(String error) {
        Matcher lack = NO_INTERPRETER.matcher(error);
        if (lack.find()) {
            throw withoutInterpreter(
                    error.substring(lack.start()).lines().findFirst().orElseThrow());
        }
    }

    /** @param told by the cluster */
    public static CheckSkipped withoutInterpreter(String told) {
        return new CheckSkipped(CheckSkipped.HOST_LACKS + "such interpreter: " + Printable.oneLine(told, 200));
    }

    private static String read(String resource) {
        try (InputStream in = PythonCode.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
