package io.etlbed.junit.faults;

import java.util.regex.Pattern;

/** Patterns of paths: {@code *} is any text without a slash, {@code **} any text. */
final class PathPattern {

    private PathPattern() {}

    static Pattern compile(String pattern) {
        StringBuilder regex = new StringBuilder();
        int at = 0;
        while (at < pattern.length()) {
            if (pattern.startsWith("**", at)) {
                regex.append(".*");
                at += 2;
            } else if (pattern.charAt(at) == '*') {
                regex.append("[^/]*");
                at++;
            } else {
                regex.append(Pattern.quote(pattern.substring(at, at + 1)));
                at++;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
