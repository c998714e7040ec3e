package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.PodNetwork;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One GET, as a kubelet sends it. Redirects are not followed.
 *
 * @param ip of the pod
 * @param port inside the pod
 * @param path with its query
 * @param headers in addition to, or in the place of, the usual ones
 * @param timeout for the whole exchange
 */
record HttpGet(String ip, int port, String path, Map<String, String> headers, Duration timeout) {

    private static final int LONGEST_ANSWER = 10 * 1024;
    private static final String VERSION = "HTTP/1.";

    /**
     * The GET that a probe or a hook asks for.
     *
     * @param agent what the client calls itself, unless the action says otherwise
     * @throws ConfigException if it names a port that the container does not have
     */
    static HttpGet of(HTTPGetAction action, Container container, String podIp, String agent, Duration timeout)
            throws ConfigException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HTTPHeader header : action.getHttpHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        if (headers.keySet().stream().noneMatch("User-Agent"::equalsIgnoreCase)) {
            headers.put("User-Agent", agent);
        }
        String path = action.getPath() == null ? "/" : action.getPath();
        return new HttpGet(
                podIp,
                ContainerPorts.number(action.getPort(), container),
                path.startsWith("/") ? path : "/" + path,
                headers,
                timeout);
    }

    /** The status of the answer. */
    int send(PodNetwork network) throws IOException {
        try (SocketChannel channel = network.connect(ip, port)) {
            channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.UTF_8)));
            return status(channel.socket());
        }
    }

    String url() {
        return "http://" + ip + ":" + port + path;
    }

    private String request() {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        unlessGiven(request, "Host", ip + ":" + port);
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
