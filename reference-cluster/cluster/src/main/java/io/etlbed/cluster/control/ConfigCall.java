package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A call that changes the configuration, of the cluster or of a node: {@code PUT …/set-config?NAME=VALUE…}, or a message with
 * an action.
 *
 * @param settings by dotted name; empty where all are to have their defaults
 * @param passes whether they are to be forgotten with the next start
 */
public record ConfigCall(Map<String, Object> settings, boolean passes) {

    /** The actions of the messages. */
    public static final Set<String> ACTIONS = Set.of("set-config", "reset-config");

    private static final String PASSES = "transient";
    private static final int ITEMS = 3;

    /** Whether it is one by its path. */
    public static boolean isPath(ControlRequest request) {
        return request.method().equals("PUT")
                && request.path().size() == ITEMS
                && request.path().get(2).equals("set-config");
    }

    /** @throws AisException 400 or 501 where it cannot be so */
    public static ConfigCall read(ControlRequest request) {
        if (isPath(request)) {
            Map<String, String> settings = new LinkedHashMap<>(request.query());
            String passes = settings.remove(PASSES);
            return new ConfigCall(Settings.read(settings), passes(passes == null ? "false" : passes));
        }
        ActionMsg message = ActionMsg.parse(request.body());
        if (message.verb().equals("reset-config")) {
            return new ConfigCall(Map.of(), false);
        }
        Object value = message.value();
        if (value == null) {
            throw new AisException(400, "set-config without a value: expected the settings that are to change");
        }
        return new ConfigCall(
                Settings.read(value), passes(request.parameter(PASSES).orElse("false")));
    }

    private static boolean passes(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new AisException(400, "invalid " + PASSES + " \"" + text + "\": expected true or false");
        }
        return text.equals("true");
    }

    /** Whether all are to have their defaults. */
    public boolean resets() {
        return settings.isEmpty();
    }
}
