package io.etlbed.conformance.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Raw paths of the API, escaped as RFC 3986 wants them. */
public final class Paths {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private Paths() {}

    public static String bucket(String bucket) {
        return "/v1/buckets/" + escape(bucket, "");
    }

    /** Slashes in the object's name stay slashes. */
    public static String object(String bucket, String object) {
        return "/v1/objects/" + escape(bucket, "") + "/" + escape(object, "/");
    }

    public static String etl(String id) {
        return "/v1/etl/" + escape(id, "");
    }

    /** The path with parameters behind it. */
    public static String with(String path, Map<String, String> parameters) {
        StringBuilder full = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            full.append(separator)
                    .append(escape(parameter.getKey(), ""))
                    .append('=')
                    .append(escape(parameter.getValue(), ""));
            separator = '&';
        }
        return full.toString();
    }

    /** What a raw path says, percent-escapes decoded once as UTF-8; a plus is a plus. */
    public static String unescape(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Percent-encodes the UTF-8 of all but letters, digits, {@code -._~} and the characters given. */
    public static String escape(String text, String kept) {
        StringBuilder escaped = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (next & 0xff);
            if (UNRESERVED.indexOf(c) >= 0 || kept.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append(String.format("%%%02X", (int) c));
            }
        }
        return escaped.toString();
    }
}
