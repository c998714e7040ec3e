package io.etlbed.cluster.data;

import io.etlbed.cluster.control.ControlResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes responses straight into a buffer. Netty's encoder would make a response object, a map of headers and more for
 * each; the hot answers here are a few constant lines.
 */
final class ResponseHead {

    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
    private static final byte[] MOVED = ascii("HTTP/1.1 301 Moved Permanently\r\n");
    private static final byte[] TEMPORARY = ascii("HTTP/1.1 307 Temporary Redirect\r\n");
    private static final byte[] PARTIAL = ascii("HTTP/1.1 206 Partial Content\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP = ascii("Connection: keep-alive\r\n");
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] LOCATION = ascii("Location: ");
    private static final byte[] CRLF = ascii("\r\n");
    private static final String MOVED_TEXT =
            "The object is on another node of the cluster, named in Location. With curl, use curl -L.\n";
    private static final byte[] MOVED_HEADERS =
            ascii("Content-Type: text/plain; charset=utf-8\r\nContent-Length: " + MOVED_TEXT.length() + "\r\n");
    private static final byte[] MOVED_END = ascii("\r\n\r\n" + MOVED_TEXT);
    private static final byte[] MOVED_END_HEAD = ascii("\r\n\r\n");

    private ResponseHead() {}

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Status line, date, and whether the connection stays open. */
    static ByteBuf begin(ByteBufAllocator allocator, int status, RequestHead request, boolean keepAlive, int room) {
        ByteBuf out =
                allocator.ioBuffer(room + 128).writeBytes(statusLine(status)).writeBytes(DateLine.now());
        if (!keepAlive) {
            out.writeBytes(CLOSE);
        } else if (request.http10()) {
            out.writeBytes(KEEP);
        }
        return out;
    }

    private static byte[] statusLine(int status) {
        return switch (status) {
            case 200 -> OK;
            case 206 -> PARTIAL;
            case 301 -> MOVED;
            case 307 -> TEMPORARY;
            default ->
                ascii("HTTP/1.1 " + status + " "
                        + HttpResponseStatus.valueOf(status).reasonPhrase() + "\r\n");
        };
    }

    /** The whole redirect, with a text that names {@code curl -L} (API-07). */
    static ByteBuf redirect(
            ByteBufAllocator allocator, Plan.Redirect redirect, RequestHead request, boolean keepAlive) {
        ByteBuf out = begin(
                        allocator,
                        redirect.status(),
                        request,
                        keepAlive,
                        256 + redirect.location().length())
                .writeBytes(MOVED_HEADERS)
                .writeBytes(LOCATION);
        ByteBufUtil.writeAscii(out, redirect.location());
        return out.writeBytes(request.isHead() ? MOVED_END_HEAD : MOVED_END);
    }

    /** The whole answer to a control call; a HEAD gets no body. */
    static ByteBuf answer(
            ByteBufAllocator allocator, ControlResponse response, RequestHead request, boolean keepAlive) {
        ByteBuf out = begin(allocator, response.status(), request, keepAlive, 512 + response.body().length);
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            ByteBufUtil.writeAscii(out, header.getKey());
            out.writeByte(':').writeByte(' ');
            out.writeCharSequence(oneLine(header.getValue()), StandardCharsets.ISO_8859_1);
            out.writeBytes(CRLF);
        }
        if (!response.headers().containsKey("Content-Length")) {
            length(out, response.body().length);
        }
        out.writeBytes(CRLF);
        return request.isHead() ? out : out.writeBytes(response.body());
    }

    /** {@code Content-Length}. */
    static ByteBuf length(ByteBuf out, long length) {
        out.writeBytes(LENGTH);
        ByteBufUtil.writeAscii(out, Long.toString(length));
        return out.writeBytes(CRLF);
    }

    /** The empty line after the headers. */
    static ByteBuf end(ByteBuf out) {
        return out.writeBytes(CRLF);
    }

    /** A value must not be able to end its header. */
    private static String oneLine(String value) {
        return value.indexOf('\r') < 0 && value.indexOf('\n') < 0
                ? value
                : value.replace('\r', ' ').replace('\n', ' ');
    }
}
