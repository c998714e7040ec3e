package io.etlbed.cluster.cli;

/** Text that came from elsewhere, as it may be shown. */
final class Text {

    private static final String HEX = "0123456789abcdef";

    private Text() {}

    /**
     * Makes control characters, and those that turn the direction of writing, visible: a name must not move a terminal's
     * cursor, change its title or pass for another one.
     */
    static String printable(String text) {
        StringBuilder shown = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (harmful(c)) {
                shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
                shown.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    shown.append(HEX.charAt((c >> shift) & 0xf));
                }
            } else if (shown != null) {
                shown.append(c);
            }
        }
        return shown == null ? text : shown.toString();
    }

    /** The same, for texts of several lines. */
    static String printableLines(String text) {
        return String.join("\n", text.lines().map(Text::printable).toList());
    }

    private static boolean harmful(char c) {
        return Character.isISOControl(c) || (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
