package io.etlbed.simulator.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.etlbed.simulator.embedded.kinds.Kind;
import io.etlbed.simulator.embedded.store.ApiStatusException;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;

/** What a client wants done about fields that a kind does not have: refuse, warn (as is usual) or nothing. */
final class FieldValidation {

    private FieldValidation() {}

    /** @throws ApiStatusException 400 if there are such fields and the client wants no others */
    static void apply(Context ctx, ObjectNode body, Kind<?> kind) {
        String mode = Query.of(ctx.queryParamMap()).text("fieldValidation").orElse("Warn");
        if (mode.equals("Ignore")) {
            return;
        }
        List<String> unknown = UnknownFields.in(body, kind).stream()
                .map(path -> "unknown field \"" + path + "\"")
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        if (mode.equals("Strict")) {
            throw ApiStatusException.badRequest(kind.kind() + " in version \"" + kind.apiVersion()
                    + "\" cannot be handled as a " + kind.kind() + ": strict decoding error: "
                    + String.join(", ", unknown));
        }
        for (String each : unknown) {
            ctx.res().addHeader("Warning", "299 - \"" + quoted(each) + "\"");
        }
    }

    /** As a header may carry it. */
    private static String quoted(String text) {
        return text.chars()
                .mapToObj(each -> each < ' ' || each > '~'
                        ? "?"
                        : each == '"' || each == '\\' ? "\\" + (char) each : "" + (char) each)
                .collect(Collectors.joining());
    }
}
