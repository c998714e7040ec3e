package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Header;
import io.etlbed.cluster.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What clients attach to objects: names and values, which a GET and a HEAD tell in headers. */
final class CustomMetadata {

    /** In bytes of UTF-8, names and values together: clients have limits for headers. */
    static final int LARGEST = 4096;

    private CustomMetadata() {}

    /**
     * What a client wants to attach.
     *
     * @throws AisException 400 where it is none, or too much, or has characters that no header can have
     */
    static Map<String, String> read(byte[] body) {
        Object value = Json.read(body, ActionMsg.class).value();
        if (!(value instanceof Map<?, ?> members)) {
            throw bad("value is " + value + ", expected an object of names and their values");
        }
        Map<String, String> custom = new TreeMap<>();
        members.forEach((name, text) -> {
            if (!(text instanceof String given)) {
                throw bad("the value of \"" + name + "\" is " + text + ", expected a string");
            }
            custom.put(String.valueOf(name), given);
        });
        custom.forEach(CustomMetadata::check);
        return custom;
    }

    private static void check(String name, String value) {
        if (name.isBlank()
                || name.contains("=")
                || name.contains(",")
                || name.chars().anyMatch(Character::isISOControl)) {
            throw bad("the name \"" + name + "\" is empty, or has =, a comma or a control character");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw bad("the value of \"" + name + "\" has a control character");
        }
    }

    /** @throws AisException 400 where it is too much for one object */
    static Map<String, String> checkedSize(Map<String, String> custom) {
        int size = custom.entrySet().stream()
                .mapToInt(each -> (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        if (size > LARGEST) {
            throw bad("it has " + size + " bytes, expected at most " + LARGEST);
        }
        return custom;
    }

    private static AisException bad(String what) {
        return new AisException(400, "invalid custom metadata: " + what);
    }

    /** A header line for each, as AIStore has them. */
    static String headers(Map<String, String> custom) {
        StringBuilder lines = new StringBuilder();
        custom.forEach((name, value) -> lines.append(Header.CUSTOM_METADATA)
                .append(": ")
                .append(name)
                .append('=')
                .append(value)
                .append("\r\n"));
        return lines.toString();
    }

    /** As one word, for targets that hand an object over. */
    static String word(Map<String, String> custom) {
        return Base64.getEncoder().encodeToString(Json.write(custom));
    }

    /** What {@link #word} has written; nothing for an empty one. */
    static Map<String, String> ofWord(String word) {
        Map<String, String> custom = new TreeMap<>();
        if (!word.isEmpty()) {
            Map<?, ?> members = Json.read(Base64.getDecoder().decode(word), Map.class);
            members.forEach((name, value) -> custom.put(String.valueOf(name), String.valueOf(value)));
        }
        return custom;
    }
}
