package io.etlbed.cluster.cli;

/** Sizes as the documents show them: {@code 1B}, {@code 17.88KiB}. */
final class Sizes {

    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

    private Sizes() {}

    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + "B";
        }
        int unit = 0;
        double value = bytes / 1024.0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        // Not String.format: a formatter costs a short command more time than all of its output.
        long hundredths = Math.round(value * 100);
        long fraction = hundredths % 100;
        return hundredths / 100 + (fraction < 10 ? ".0" : ".") + fraction + UNITS[unit];
    }
}
