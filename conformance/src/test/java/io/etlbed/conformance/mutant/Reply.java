package io.etlbed.conformance.mutant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An answer on its way to a check.
 *
 * @param headers names in lower case
 * @param length of the body; -1 where it is not known
 */
record Reply(int status, Map<String, List<String>> headers, InputStream body, long length) {

    static Reply of(int status, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Reply(status, Map.of(), new ByteArrayInputStream(bytes), bytes.length);
    }

    /** Error JSON of the right shape. */
    static Reply error(int status, String message) {
        return of(status, "{\"status\":" + status + ",\"message\":\"" + message + "\",\"node\":\"p[x]\"}")
                .with("content-type", "application/json");
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    boolean refused() {
        return status >= 400 && status < 500;
    }

    Reply with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        more.put(name.toLowerCase(Locale.ROOT), List.of(value));
        return new Reply(status, more, body, length);
    }

    /** The same with another body, of unknown length. */
    Reply body(InputStream other) {
        return new Reply(status, headers, other, -1);
    }

    /** The same with another text as its body. */
    Reply text(UnaryOperator<String> change) throws IOException {
        byte[] bytes = change.apply(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return new Reply(status, headers, new ByteArrayInputStream(bytes), bytes.length);
    }
}
