package io.etlbed.conformance.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that may be no HTTP, each time by a connection of its own. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int LITTLE_PATIENCE_MILLIS = 2_000;
    private static final int MOST = 256 * 1024;
    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})");

    private RawHttp() {}

    /**
     * @param status 0 where the connection was closed without an answer, -1 where nothing came in time
     * @param body as far as it came; empty where it came in chunks
     */
    record Answer(int status, String body) {}

    /** @param more whether the server may wait for more of it; else it is told that there is none */
    static Answer send(URI endpoint, String request, boolean more) throws IOException {
        try (Socket socket = new Socket()) {
            int port = endpoint.getPort() < 0 ? 80 : endpoint.getPort();
            socket.connect(new InetSocketAddress(endpoint.getHost(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(more ? PATIENCE_MILLIS : LITTLE_PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                if (!more) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // Refused before it was read to its end: the answer tells, if there is one.
                return read(socket);
            }
            return read(socket);
        }
    }

    private static Answer read(Socket socket) {
        StringBuilder text = new StringBuilder();
        byte[] block = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(block); count >= 0 && text.length() < MOST; count = in.read(block)) {
                text.append(new String(block, 0, count, StandardCharsets.ISO_8859_1));
                if (whole(text).isPresent()) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            return text.length() == 0 ? new Answer(-1, "") : answer(text.toString());
        } catch (IOException e) {
            return answer(text.toString());
        }
        return answer(text.toString());
    }

    private static Optional<String> whole(CharSequence text) {
        String all = text.toString();
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        Matcher length = Pattern.compile("\r\ncontent-length: *(\\d{1,9})\r\n")
                .matcher(all.substring(0, end + 2).toLowerCase(Locale.ROOT));
        String body = all.substring(end + 4);
        return length.find() && body.length() >= Integer.parseInt(length.group(1))
                ? Optional.of(body)
                : Optional.empty();
    }

    private static Answer answer(String text) {
        Matcher status = STATUS.matcher(text);
        return status.find()
                ? new Answer(Integer.parseInt(status.group(1)), whole(text).orElse(""))
                : new Answer(0, "");
    }
}
