package io.etlbed.simulator.embedded.kinds;

import java.util.regex.Pattern;

/** Names of ports, as IANA writes names of services. */
final class PortNames {

    private static final int LONGEST = 15;
    private static final Pattern CHARACTERS = Pattern.compile("[-a-z0-9]+");

    private PortNames() {}

    static void check(String at, String name, Findings findings) {
        if (name.length() > LONGEST) {
            findings.invalid(at, name, "must be no more than 15 characters");
        }
        if (!CHARACTERS.matcher(name).matches()) {
            findings.invalid(at, name, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (name.chars().noneMatch(each -> each >= 'a' && each <= 'z')) {
            findings.invalid(at, name, "must contain at least one letter (a-z)");
        }
        if (name.contains("--")) {
            findings.invalid(at, name, "must not contain consecutive hyphens");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            findings.invalid(at, name, "must not begin or end with a hyphen");
        }
    }
}
