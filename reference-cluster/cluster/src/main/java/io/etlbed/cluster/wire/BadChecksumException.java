package io.etlbed.cluster.wire;

import java.io.Serial;

/** Bytes are not those that their sender has announced: 400, in AIStore's words. */
public final class BadChecksumException extends AisException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String WORDS = "BAD DATA CHECKSUM: ";

    /**
     * @param type of the checksum, such as {@code xxhash}
     * @param expected as announced
     * @param computed of what has come
     * @param object its name
     */
    public BadChecksumException(String type, String expected, String computed, String object) {
        super(400, WORDS + type + "(" + expected + " != " + computed + ") (context: o[" + object + "])");
    }

    /** Whether another node's error is one of these. */
    public static boolean isToldBy(int status, String text) {
        return status == 400 && text.contains(WORDS);
    }
}
