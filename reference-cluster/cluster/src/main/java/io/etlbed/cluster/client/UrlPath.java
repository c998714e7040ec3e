package io.etlbed.cluster.client;

import java.nio.charset.StandardCharsets;

/** The path of a URL, in both of its forms: as it is meant, and as it is sent. */
record UrlPath(String decoded, String encoded) {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";

    /** {@code base} is sent as it is; the names behind it are encoded, but for their {@code /}. */
    static UrlPath of(String base, String... names) {
        StringBuilder decoded = new StringBuilder(base);
        StringBuilder encoded = new StringBuilder(base);
        for (String name : names) {
            decoded.append('/').append(name);
            encode(name, "/", encoded.append('/'));
        }
        return new UrlPath(decoded.toString(), encoded.toString());
    }

    /** Text as it stands in a query's value. */
    static String queryValue(String text) {
        return encode(text, "", new StringBuilder()).toString();
    }

    /**
     * Makes a URL of what a server wrote into {@code Location}: characters that no URL may hold are encoded, the others,
     * {@code %} too, are left as they are.
     */
    static String repaired(String location) {
        return encode(location, "/%:?#[]@!$&'()*+,;=", new StringBuilder()).toString();
    }

    private static StringBuilder encode(String text, String allowed, StringBuilder to) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (UNRESERVED.indexOf(c) >= 0 || allowed.indexOf(c) >= 0) {
                to.append(c);
            } else {
                to.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return to;
    }
}
