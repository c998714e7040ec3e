package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The JSON body of most control calls.
 *
 * @param action such as {@code create-bck}
 * @param name rarely used
 * @param value what the action needs, as parsed JSON
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionMsg(
        @Nullable String action,
        @Nullable String name,
        @Nullable Object value) {

    /** An action without name and value. */
    public static ActionMsg of(String action) {
        return new ActionMsg(action, "", null);
    }

    /** @throws AisException 400 where the body is not a message or names no action */
    public static ActionMsg parse(byte[] body) {
        if (body.length == 0) {
            throw new AisException(400, "expected a JSON body with an \"action\", found none");
        }
        ActionMsg message = Json.read(body, ActionMsg.class);
        if (message.action() == null || message.action().isEmpty()) {
            throw new AisException(400, "invalid action \"\"");
        }
        return message;
    }

    /** The action, never null in a parsed message. */
    public String verb() {
        return action == null ? "" : action;
    }
}
