package io.etlbed.junit;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of buckets and ETLs that nobody else has: in this JVM by a number, on a cluster that several JVMs use by four random
 * letters. They are at most 20 characters long (NAME-03) and begin with what they are for.
 */
final class Names {

    private static final int LONGEST_LABEL = 9;
    private static final int RADIX = 36;
    private static final String RUN = run();
    private static final AtomicLong LAST = new AtomicLong();

    private Names() {}

    /** One more. */
    static String next(String label) {
        return slug(label) + "-" + RUN + Long.toString(LAST.incrementAndGet(), RADIX);
    }

    private static String slug(String label) {
        String plain =
                label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+", "");
        String slug =
                plain.substring(0, Math.min(LONGEST_LABEL, plain.length())).replaceAll("-+$", "");
        return slug.isEmpty() ? "etl" : slug;
    }

    private static String run() {
        int places = RADIX * RADIX * RADIX * RADIX;
        String digits = Integer.toString(new SecureRandom().nextInt(places) + places, RADIX);
        return digits.substring(digits.length() - 4);
    }
}
