package io.etlbed.cluster.data;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The header {@code Date}, made once a second. */
final class DateLine {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile DateLine latest = new DateLine(0);

    private final long second;
    private final byte[] line;

    private DateLine(long second) {
        this.second = second;
        this.line = ResponseHead.ascii("Date: " + FORMAT.format(Instant.ofEpochSecond(second)) + "\r\n");
    }

    static byte[] now() {
        long second = System.currentTimeMillis() / 1000;
        DateLine date = latest;
        if (date.second != second) {
            date = new DateLine(second);
            latest = date;
        }
        return date.line;
    }
}
