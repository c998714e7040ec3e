package io.etlbed.cluster.etl.spec;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a target and its container exchange objects (SPEC-02). */
public enum Communication {
    /** The target posts the object and forwards the answer. */
    HPUSH("hpush://"),
    /** The target redirects the client to the container. */
    HPULL("hpull://"),
    /** The target is a reverse proxy before the container. */
    HREV("hrev://"),
    /** A program in the container reads the object from its input and writes the result to its output. */
    IO("io://");

    private final String text;

    Communication(String text) {
        this.text = text;
    }

    /** As specs and messages name it, such as {@code hpush://}. */
    public String text() {
        return text;
    }

    /** The one of exactly that name; {@code hpush} and {@code HPUSH://} are none. */
    public static Optional<Communication> of(String text) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.text.equals(text))
                .findFirst();
    }

    /** All of them, for messages: {@code hpush://, hpull://, hrev:// or io://}. */
    public static String list() {
        String all = Arrays.stream(values()).map(Communication::text).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return all.substring(0, last) + " or " + all.substring(last + 2);
    }
}
