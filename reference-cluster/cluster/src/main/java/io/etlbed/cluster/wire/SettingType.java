package io.etlbed.cluster.wire;

import java.util.regex.Pattern;

/** What values a setting of the configuration, or a property of a bucket, takes. */
public enum SettingType {
    FLAG("true or false", "true|false"),
    NUMBER("a number", "[0-9]{1,18}"),
    DURATION("a duration such as \"30s\"", "([0-9]+(\\.[0-9]+)?(ns|us|ms|s|m|h))+"),
    SIZE("a size such as \"64KiB\"", "[0-9]+(\\.[0-9]+)?(B|[KMGT](i?B)?)?"),
    TEXT("a text of at most 256 characters", "\\P{Cntrl}{0,256}");

    private static final int LONGEST = 256;

    private final String expected;
    private final Pattern pattern;

    SettingType(String expected, String pattern) {
        this.expected = expected;
        this.pattern = Pattern.compile(pattern);
    }

    /** The type of a setting that has this value unless told. */
    public static SettingType of(Object byDefault) {
        if (byDefault instanceof Boolean) {
            return FLAG;
        }
        if (byDefault instanceof Number) {
            return NUMBER;
        }
        String text = byDefault.toString();
        if (DURATION.pattern.matcher(text).matches()) {
            return DURATION;
        }
        boolean unit = !text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1));
        return unit && SIZE.pattern.matcher(text).matches() ? SIZE : TEXT;
    }

    /** @throws AisException 400 where the text is no value of it */
    public Object parse(String name, String text) {
        if (text.length() > LONGEST || !pattern.matcher(text).matches()) {
            String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
            throw new AisException(400, "invalid value \"" + shown + "\" of " + name + ": expected " + expected);
        }
        return switch (this) {
            case FLAG -> Boolean.valueOf(text);
            case NUMBER -> Long.valueOf(text);
            case DURATION, SIZE, TEXT -> text;
        };
    }
}
