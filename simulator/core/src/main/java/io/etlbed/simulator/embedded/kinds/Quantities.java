package io.etlbed.simulator.embedded.kinds;

import java.util.regex.Pattern;

/** Amounts of resources, such as {@code 500m} and {@code 1.5Gi}. */
public final class Quantities {

    /** What is said of a text that is none. */
    public static final String FORM =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    /** Longer ones, and larger exponents, mean nothing that exists, and cost a lot to reckon with. */
    private static final int LONGEST = 100;

    private static final Pattern ONE =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]?|[eE][+-]?[0-9]{1,2})");

    private Quantities() {}

    public static boolean isOne(String text) {
        return text.length() <= LONGEST && ONE.matcher(text).matches();
    }
}
