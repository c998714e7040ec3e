package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One GET, as a kubelet sends it. Any answer from 200 to 399 is a success; redirects are not followed.
 *
 * @param ip of the pod
 * @param port inside the pod
 * @param path with its query
 * @param headers in addition to, or in the place of, the usual ones
 * @param timeout for the whole exchange
 */
record HttpProbe(String ip, int port, String path, Map<String, String> headers, Duration timeout)
        implements ContainerCheck {

    private static final int LONGEST_ANSWER = 10 * 1024;
    private static final String VERSION = "HTTP/1.";

    @Override
    public Optional<String> complaint(PodNetwork network) {
        String url = "http://" + ip + ":" + port + path;
        try (SocketChannel channel = network.connect(ip, port)) {
            channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.UTF_8)));
            int status = status(channel.socket());
            return status >= 200 && status < 400
                    ? Optional.empty()
                    : Optional.of("HTTP probe failed with statuscode: " + status);
        } catch (SocketTimeoutException late) {
            return Optional.of(
                    "Get \"" + url + "\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        } catch (IOException failure) {
            return Optional.of("Get \"" + url + "\": " + failure.getMessage());
        }
    }

    private String request() {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        unlessGiven(request, "Host", ip + ":" + port);
        unlessGiven(request, "User-Agent", "kube-probe/1.33");
        unlessGiven(request, "Accept", "*/*");
        unlessGiven(request, "Connection", "close");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        return request.append("\r\n").toString();
    }

    private void unlessGiven(StringBuilder request, String name, String value) {
        if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            request.append(name).append(": ").append(value).append("\r\n");
        }
    }

    /** Reads what is there of the answer, so that the server is not cut off in the middle of it. */
    private int status(Socket socket) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        StringBuilder answer = new StringBuilder();
        InputStream input = socket.getInputStream();
        byte[] buffer = new byte[2048];
        while (answer.length() < LONGEST_ANSWER) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new SocketTimeoutException(timeout.toString());
            }
            socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
            int count = input.read(buffer);
            if (count < 0) {
                break;
            }
            answer.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            if (answer.indexOf("\r\n\r\n") >= 0) {
                break;
            }
        }
        return parse(answer.toString());
    }

    private static int parse(String answer) throws IOException {
        String line = answer.lines().findFirst().orElse("");
        String[] words = line.split(" ", 3);
        if (line.isEmpty()) {
            throw new EOFException("EOF");
        }
        if (words.length < 2 || !words[0].startsWith(VERSION) || !words[1].matches("\\d{3}")) {
            throw new IOException(
                    "net/http: HTTP/1.x transport connection broken: malformed HTTP response \"" + line + '"');
        }
        return Integer.parseInt(words[1]);
    }
}
