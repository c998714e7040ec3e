package io.etlbed.cluster.target;

import io.etlbed.cluster.wire.ObjectName;
import io.etlbed.cluster.wire.PercentCoding;
import java.nio.charset.StandardCharsets;

/** What a HEAD tells of an object beyond what a GET does. */
final class Details {

    private Details() {}

    /** Header lines in ASCII; what of a name is not, is percent-encoded. */
    static String of(String targetId, ObjectName name) {
        return "Ais-Name: " + ascii(name.object()) + "\r\nAis-Bucket-Name: " + ascii(name.bucket())
                + "\r\nAis-Bucket-Provider: ais\r\nAis-Daemon-Id: " + targetId
                + "\r\nAis-Mirror-Copies: 1\r\nAis-Present: true\r\n";
    }

    private static String ascii(String text) {
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c < 127);
        return printable
                ? text
                : PercentCoding.legalPath(
                        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
