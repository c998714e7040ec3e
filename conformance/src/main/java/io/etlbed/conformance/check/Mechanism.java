package io.etlbed.conformance.check;

import java.util.Locale;

/** How a target and a container exchange objects: the communication types that the documents know (COMM-01…04). */
public enum Mechanism {
    HPUSH,
    HREV,
    HPULL,
    IO;

    /** As specifications and messages name it, such as {@code hpush://}. */
    public String text() {
        return word() + "://";
    }

    /** As names hold it, such as {@code hpush}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
