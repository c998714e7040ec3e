package io.etlbed.simulator.embedded.network;

import java.io.EOFException;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program asks of its proxy: a tunnel ({@code CONNECT host:port}), or a request for another server.
 *
 * @param head what the other server is to be sent first; empty for a tunnel
 * @param rest what came after the head, for the other server too
 */
record ProxyRequest(String host, int port, boolean tunnel, byte[] head, ByteBuffer rest) {

    private static final int LONGEST_HEAD = 32 * 1024;
    private static final int LAST_PORT = 65535;
    private static final Pattern TUNNEL =
            Pattern.compile("CONNECT (\\[[^\\]\\s]+\\]|[^\\s:]+):(\\d{1,5}) HTTP/1\\.[01]");
    private static final Pattern REQUEST = Pattern.compile(
            "([A-Z]+) (?i:http)://(?:[^@/\\s]*@)?(\\[[^\\]\\s]+\\]|[^\\s:/?]+)(?::(\\d{1,5}))?([/?]\\S*)? (HTTP/1\\.[01])");

    /**
     * Reads one.
     *
     * @throws MalformedException if it is no such request
     * @throws IOException if the connection ends before
     */
    static ProxyRequest read(SocketChannel client) throws IOException {
        byte[] bytes = new byte[LONGEST_HEAD];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int end = -1;
        while (end < 0) {
            if (!buffer.hasRemaining()) {
                throw new MalformedException("the head of the request has more than " + LONGEST_HEAD + " bytes");
            }
            if (client.read(buffer) < 0) {
                throw new EOFException("the connection ended within a head");
            }
            end = endOfHead(bytes, buffer.position());
        }
        String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        return parse(text, buffer.flip().position(end).slice());
    }

    private static ProxyRequest parse(String head, ByteBuffer rest) throws MalformedException {
        String[] lines = head.split("\r\n", -1);
        Matcher tunnel = TUNNEL.matcher(lines[0]);
        if (tunnel.matches()) {
            return new ProxyRequest(bare(tunnel.group(1)), port(tunnel.group(2)), true, new byte[0], rest);
        }
        Matcher request = REQUEST.matcher(lines[0]);
        if (!request.matches()) {
            throw new MalformedException("a proxy is asked by CONNECT host:port, or for an address with http://");
        }
        String path = request.group(4) == null ? "/" : request.group(4);
        StringBuilder forward = new StringBuilder()
                .append(request.group(1))
                .append(' ')
                .append(path.startsWith("/") ? path : "/" + path)
                .append(' ')
                .append(request.group(5))
                .append("\r\n");
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            String name = lines[i].split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
            if (!name.startsWith("proxy-") && !name.equals("connection") && !name.equals("keep-alive")) {
                forward.append(lines[i]).append("\r\n");
            }
        }
        // One connection is for one request: the next one may be for another server.
        forward.append("Connection: close\r\n\r\n");
        int port = request.group(3) == null ? 80 : port(request.group(3));
        return new ProxyRequest(
                bare(request.group(2)), port, false, forward.toString().getBytes(StandardCharsets.ISO_8859_1), rest);
    }

    private static int port(String digits) throws MalformedException {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > LAST_PORT) {
            throw new MalformedException("a port is 1 to 65535, not " + port);
        }
        return port;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** The index after the blank line, or -1. */
    private static int endOfHead(byte[] bytes, int length) {
        for (int i = 3; i < length; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    /** No request that a proxy understands. */
    static final class MalformedException extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }
}
