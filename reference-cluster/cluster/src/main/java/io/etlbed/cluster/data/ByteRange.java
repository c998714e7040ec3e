package io.etlbed.cluster.data;

import io.etlbed.cluster.wire.AisException;
import java.util.Optional;

/**
 * The part of an object that a {@code Range} header asks for.
 *
 * <p>It is answered with 206, as HTTP wants it and as curl's and the JDK's resuming needs it. AIStore answers 200;
 * its clients, Go and Python, look at no more than "below 300" and the length, so that 206 serves both kinds.
 *
 * @param first offset of the first byte
 * @param length at least 1
 */
record ByteRange(long first, long length) {

    private static final String UNIT = "bytes=";

    /**
     * @return empty where the whole object is to be sent: another unit, or not well-formed
     * @throws Unsatisfiable where nothing of the object is in the range, or several ranges are asked for
     */
    static Optional<ByteRange> parse(String header, long size) {
        String text = header.strip();
        int dash = text.indexOf('-');
        if (!text.startsWith(UNIT) || dash < 0) {
            return Optional.empty();
        }
        if (text.indexOf(',') >= 0) {
            throw new Unsatisfiable("several ranges in one request are not supported: \"" + text + "\"", size);
        }
        long from = number(text.substring(UNIT.length(), dash).strip());
        long to = number(text.substring(dash + 1).strip());
        if (from == MALFORMED || to == MALFORMED || (from == NONE && to == NONE) || (to != NONE && from > to)) {
            return Optional.empty();
        }
        long first = from == NONE ? Math.max(0, size - to) : from;
        long last = from == NONE || to == NONE ? size - 1 : Math.min(to, size - 1);
        if (first > last) {
            throw new Unsatisfiable("range \"" + text + "\" is outside of the object's " + size + " bytes", size);
        }
        return Optional.of(new ByteRange(first, last - first + 1));
    }

    private static final long NONE = -1;
    private static final long MALFORMED = -2;

    private static long number(String digits) {
        if (digits.isEmpty()) {
            return NONE;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return MALFORMED;
            }
        }
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    /** For {@code Content-Range}. */
    String contentRange(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    /** 416. */
    static final class Unsatisfiable extends AisException {

        private static final long serialVersionUID = 1L;

        private final long size;

        Unsatisfiable(String message, long size) {
            super(416, message);
            this.size = size;
        }

        long size() {
            return size;
        }
    }
}
