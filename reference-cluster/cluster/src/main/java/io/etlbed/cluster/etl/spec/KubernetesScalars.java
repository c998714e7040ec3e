package io.etlbed.cluster.etl.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an unquoted scalar means to Kubernetes, whose YAML is 1.1: {@code yes} is a boolean and {@code 0644} octal, as they
 * are for kubectl. A spec that passes here must not fail, or mean something else, on a real cluster.
 */
final class KubernetesScalars {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
    private static final Pattern INTEGER =
            Pattern.compile("([-+]?)(?:0x([0-9a-fA-F_]+)|0b([01_]+)|0o?([0-7_]+)|(0|[1-9][0-9_]*))");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,4})?");

    /** Longer than any number that a Pod can hold; conversion of long digits costs the square of their length. */
    private static final int LONGEST_NUMBER = 64;

    private KubernetesScalars() {}

    /** The value of a plain scalar: a String, Boolean, Long, BigInteger, BigDecimal, or null. */
    static @Nullable Object resolve(String text) {
        if (NULLS.contains(text)) {
            return null;
        }
        if (TRUE.contains(text)) {
            return true;
        }
        if (FALSE.contains(text)) {
            return false;
        }
        Optional<Object> number = number(text);
        return number.isPresent() ? number.get() : text;
    }

    static Optional<Boolean> bool(String text) {
        return TRUE.contains(text) ? Optional.of(true) : FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    static Optional<Object> number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER || "0123456789+-.".indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        Optional<Object> integer = integer(text);
        if (integer.isPresent()) {
            return integer;
        }
        return FLOAT.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    static Optional<Object> integer(String text) {
        var matcher = INTEGER.matcher(text);
        if (text.length() > LONGEST_NUMBER || !matcher.matches()) {
            return Optional.empty();
        }
        int[] radix = {0, 0, 16, 2, 8, 10};
        for (int group = 2; group < radix.length; group++) {
            String digits = matcher.group(group);
            if (digits != null) {
                digits = digits.replace("_", "");
                if (digits.isEmpty()) {
                    return Optional.empty();
                }
                BigInteger value = new BigInteger(matcher.group(1).equals("-") ? "-" + digits : digits, radix[group]);
                return Optional.of(value.bitLength() < Long.SIZE ? (Object) value.longValue() : value);
            }
        }
        return Optional.empty();
    }
}
