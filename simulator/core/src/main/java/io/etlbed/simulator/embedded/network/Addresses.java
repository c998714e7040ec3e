package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** IPv4 addresses out of text, without ever asking a name server. */
final class Addresses {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int LARGEST = 255;

    private Addresses() {}

    static InetAddress parse(String text) throws IOException {
        if (!IPV4.matcher(text).matches()) {
            throw refuse(text);
        }
        byte[] bytes = new byte[4];
        int at = 0;
        for (String part : text.split("\\.", -1)) {
            int value = Integer.parseInt(part);
            if (value > LARGEST) {
                throw refuse(text);
            }
            bytes[at++] = (byte) value;
        }
        return InetAddress.getByAddress(bytes);
    }

    private static IOException refuse(String text) {
        return new IOException("'" + text + "' is not an IPv4 address of a pod");
    }
}
