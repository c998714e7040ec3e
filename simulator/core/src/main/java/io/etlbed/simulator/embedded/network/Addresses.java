package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** IPv4 addresses out of text, without ever asking a name server. */
final class Addresses {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");

    private Addresses() {}

    static InetAddress parse(String text) throws IOException {
        if (IPV4.matcher(text).matches()) {
            InetAddress address = InetAddress.getByName(text);
            if (address instanceof Inet4Address) {
                return address;
            }
        }
        throw new IOException("'" + text + "' is not an IPv4 address of a pod");
    }
}
