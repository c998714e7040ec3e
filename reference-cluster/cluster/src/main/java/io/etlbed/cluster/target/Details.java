package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.ObjectName;

/** What a HEAD tells of an object beyond what a GET does. */
final class Details {

    private Details() {}

    /** Header lines. Names are UTF-8 as they are, as AIStore has them; only control characters are escaped. */
    static String of(String targetId, ObjectName name) {
        return "Ais-Name: " + printable(name.object()) + "\r\nAis-Bucket-Name: " + printable(name.bucket())
                + "\r\nAis-Bucket-Provider: ais\r\nAis-Daemon-Id: " + targetId
                + "\r\nAis-Mirror-Copies: 1\r\nAis-Present: true\r\n";
    }

    private static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 127) {
                out.append(String.format("%%%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
