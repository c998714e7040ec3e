package io.etlbed.cluster.wire;

import org.jspecify.annotations.Nullable;

/**
 * The {@code value} of a list-objects message. Each member may be missing or null.
 *
 * @param uuid of the listing, as the first page told it
 * @param props names of what to tell of each object, comma separated
 * @param time_format Go layout of access times
 * @param prefix names begin with it
 * @param start_after names come after it
 * @param continuation_token as the page before told it
 * @param pagesize 0 for the default
 * @param flags bits as decimal text; of them only bit 4 says something here: names only
 */
public record ListMsg(
        @Nullable String uuid,
        @Nullable String props,
        @Nullable String time_format,
        @Nullable String prefix,
        @Nullable String start_after,
        @Nullable String continuation_token,
        @Nullable Long pagesize,
        @Nullable String flags) {

    private static final int DEFAULT_PAGE = 10_000;
    private static final int NAMES_ONLY = 16;

    /** Everything. */
    public static final ListMsg ALL = new ListMsg("", "", "", "", "", "", 0L, "0");

    /** @throws AisException 400 where the page size is negative */
    public int page() {
        long size = pagesize == null ? 0 : pagesize;
        if (size < 0) {
            throw new AisException(400, "invalid pagesize " + size + ": expected 0 or more");
        }
        return size == 0 ? DEFAULT_PAGE : (int) Math.min(size, DEFAULT_PAGE);
    }

    /** Names of a page are greater than this, bytewise. */
    public String after() {
        String start = text(start_after);
        String token = text(continuation_token);
        return Names.BYTEWISE.compare(start, token) > 0 ? start : token;
    }

    /** The same for other names and another number of them. */
    public ListMsg with(String after, int size) {
        return new ListMsg(uuid, props, time_format, prefix, start_after, after, (long) size, flags);
    }

    /** Whether a property is asked for; AIStore looks for it anywhere in the text. */
    public boolean wants(String property) {
        if ((bits() & NAMES_ONLY) != 0) {
            return false;
        }
        String asked = text(props).isEmpty() ? "name,size,checksum,atime" : text(props);
        return asked.contains(property);
    }

    private long bits() {
        String given = text(flags);
        try {
            return given.isEmpty() ? 0 : Long.parseUnsignedLong(given);
        } catch (NumberFormatException e) {
            throw new AisException(400, "invalid flags \"" + given + "\": expected a decimal number, as text", e);
        }
    }

    /** What names begin with. */
    public String start() {
        return text(prefix);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
