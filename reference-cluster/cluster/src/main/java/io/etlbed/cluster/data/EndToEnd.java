package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Those headers of a message that are meant for whom it reaches at last (RFC 9110, 7.6.1). */
final class EndToEnd {

    /** What each connection has for itself; {@code Expect} and the length are dealt with by whoever passes the message on. */
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "content-length",
            "upgrade",
            "http2-settings",
            "expect",
            "host",
            "date");

    private EndToEnd() {}

    /** Writes them, each in a line, byte for byte as they came. */
    static ByteBuf write(ByteBuf out, HttpHeaders headers) {
        Set<String> named = named(headers);
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !named.contains(name)) {
                ByteBufUtil.writeAscii(out, header.getKey());
                out.writeByte(':').writeByte(' ');
                out.writeCharSequence(header.getValue(), StandardCharsets.ISO_8859_1);
                out.writeByte('\r').writeByte('\n');
            }
        }
        return out;
    }

    /** Further ones that concern the connection alone. */
    private static Set<String> named(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.CONNECTION);
        if (values.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new HashSet<>();
        for (String value : values) {
            for (String name : value.split(",", -1)) {
                names.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }
}
